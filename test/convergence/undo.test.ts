import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import { memoryDesk } from '../support/account-desk.ts'
import { edited, edits } from '../support/account-edits.ts'
import { digest } from '../support/boots.ts'
import { createMemoryTarget } from '../support/memory/index.ts'
import type { MemorySnapshot } from '../support/memory/store.ts'
import type { PimProduct } from '../support/pim.ts'
import { undo } from '../support/undoing.ts'
import { worlds } from '../support/world.ts'
import { carryOut, cases, openMachine, PATIENCE, plan } from '../support/world-desk.ts'
import { editSource, sourceEdits } from '../support/world-items.ts'

const HISTORIES = fc.record({ world: worlds, sourceEdits })

/** What undoing brings back: products with all that they hold. Definitions, families and times of writes stay. */
function restored({ products, assets }: MemorySnapshot) {
  return {
    assets: assets.map(({ filename }) => filename).sort(),
    products: products
      .map(({ modified: _modified, family: _family, links, ...product }) => ({
        ...product,
        links: Object.fromEntries(
          Object.entries(links).flatMap(([label, ids]) => (ids.length > 0 ? [[label, ids.toSorted()]] : [])),
        ),
      }))
      .sort((a, b) => (a.sku < b.sku ? -1 : 1)),
  }
}

describe('undoing a run in any account that nobody touched meanwhile', { timeout: PATIENCE }, () => {
  it('has it as it was before the first apply, apart from definitions', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(world, machine)
        const before = desk.target.snapshot()
        const { run_id } = await carryOut(desk, await plan(desk))

        const result = await carryOut(desk, await undo(desk, run_id, { allowDeletes: true }))

        expect(result.failures).toEqual([])
        expect(restored(desk.target.snapshot())).toEqual(restored(before))
      }),
      cases(60),
    )
  })

  it('has it as it was before an apply that came after another one, baselines word for word', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(HISTORIES, async ({ world, sourceEdits: changes }) => {
        const first = memoryDesk(world, machine)
        await carryOut(first, await plan(first))
        const before = first.target.snapshot()
        const desk = { ...first, world: { ...world, items: editSource(world.items, changes) } }
        const second = await plan(desk)
        if (second.operations.length === 0) return
        const { run_id } = await carryOut(desk, second)

        const result = await carryOut(desk, await undo(desk, run_id, { allowDeletes: true }))

        expect(result.failures).toEqual([])
        expect(restored(desk.target.snapshot())).toEqual(restored(before))
        expect((await undo(desk, run_id, { allowDeletes: true })).operations).toEqual([])
      }),
      cases(60),
    )
  })

  it('can be undone itself, which has it as the run had left it', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(HISTORIES, async ({ world, sourceEdits: changes }) => {
        const first = memoryDesk(world, machine)
        await carryOut(first, await plan(first))
        const desk = { ...first, world: { ...world, items: editSource(world.items, changes) } }
        const { run_id } = await carryOut(desk, await plan(desk))
        const left = desk.target.snapshot()
        const undone = await carryOut(desk, await undo(desk, run_id, { allowDeletes: true }))

        const again = await undo(desk, undone.run_id, { allowDeletes: true })
        const result = await carryOut(desk, again)

        expect(result.failures).toEqual([])
        expect(named(desk.target.snapshot())).toEqual(named(left))
      }),
      cases(40),
    )
  })
})

describe('undoing a run after people were at work', { timeout: PATIENCE }, () => {
  it('leaves everything that they changed as they left it, and puts back the rest', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(HISTORIES, edits, async ({ world, sourceEdits: changes }, byHand) => {
        const first = memoryDesk(world, machine)
        await carryOut(first, await plan(first))
        const before = first.target.snapshot()
        const desk = { ...first, world: { ...world, items: editSource(world.items, changes) } }
        const { run_id } = await carryOut(desk, await plan(desk))
        const written = desk.target.snapshot()
        const seed = edited(written, byHand)
        const account = { account: first.account, workspace: { settings: world.settings, attributes: first.specs } }
        const target = createMemoryTarget({ seed, ...account })

        const result = await carryOut(
          { ...desk, target },
          await undo({ ...desk, target }, run_id, { allowDeletes: true }),
        )

        expect(result.failures.filter(({ code }) => code !== 'attribute')).toEqual([])
        expectRespect({ before, written, seed, after: target.snapshot() })
      }),
      cases(60),
    )
  })
})

/** The same whatever ids things have got: what is made again gets others. */
function named(account: MemorySnapshot) {
  const names = new Map([
    ...account.products.map(({ id, sku }) => [id, sku] as const),
    ...account.assets.map(({ id, filename }) => [id, filename] as const),
  ])
  const { products, assets } = restored(account)
  const shown = products.map(({ id: _id, attributes, ...rest }) => {
    const { amazon_sync_baseline: text, ...values } = attributes
    const { run: _run, ...baseline } = parseBaseline(text, digest) ?? {
      run: '',
      fields: {} as { [path: string]: string },
    }
    // The fingerprint of a picture is that of its id.
    const { thumbnail: _thumbnail, ...fields } = baseline.fields
    return { ...rest, attributes: values, baseline: { ...baseline, fields } }
  })
  const replace = (_key: string, value: unknown) => (typeof value === 'string' ? (names.get(value) ?? value) : value)
  return JSON.parse(JSON.stringify({ assets, products: shown }), replace)
}

interface Stages {
  before: MemorySnapshot
  written: MemorySnapshot
  seed: MemorySnapshot
  after: MemorySnapshot
}

function expectRespect({ before, written, seed, after }: Stages): void {
  const [was, wrote, now] = [before, written, after].map(
    ({ products }) => new Map(products.map((one) => [one.id, one])),
  )
  for (const product of seed.products) {
    const [ran, left] = [wrote?.get(product.id), now?.get(product.id)]
    if (!ran)
      expect(left && restored({ ...seed, products: [left] })).toEqual(restored({ ...seed, products: [product] }))
    const changed = valuesOf(product).filter(([path, value]) => !isSame(value, Object.fromEntries(valuesOf(ran))[path]))
    if (changed.length > 0) expect(left, `${product.sku} is gone`).toBeDefined()
    if (!left || !ran) continue
    const values = Object.fromEntries(valuesOf(left))
    for (const [path, value] of changed) expect(values[path], `${product.sku} ${path}`).toEqual(value)
    const earlier = was?.get(product.id)
    if (earlier && isSame(ran, product))
      expect(Object.fromEntries(valuesOf(left))).toEqual(Object.fromEntries(valuesOf(earlier)))
  }
}

/** Values that are a person's or ours as a whole: galleries are both, and baselines nobody's. */
function valuesOf(product: PimProduct | undefined): [string, unknown][] {
  if (!product) return []
  const { label = null, thumbnail = null, status = null, attributes } = product
  const { amazon_images: _gallery, amazon_sync_baseline: _baseline, ...values } = attributes
  return Object.entries({ label, thumbnail, status, ...values })
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
