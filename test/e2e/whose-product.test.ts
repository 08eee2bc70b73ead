import { afterEach, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Ended } from '../support/program.ts'
import type { WorkspaceFolder } from '../support/workspace-folder.ts'
import { byHand, idOf } from './person.ts'
import { parsed, Stage } from './stage.ts'

const LISTINGS = 6
let stage: Stage

afterEach(() => stage.close())

/** A workspace, the program in it, and what its commands say. */
interface Seat {
  sync: (...args: string[]) => Promise<Ended>
  plan: (...args: string[]) => Promise<Plan>
  adopt: (...args: string[]) => Promise<{ plan: Plan; result: RunResult }>
}

function seat(folder: WorkspaceFolder = stage.workspace): Seat {
  const sync = (...args: string[]) => stage.syncIn({ folder }, ...args)
  return {
    sync,
    plan: async (...args) => parsed<Plan>(await sync('plan', '--json', ...args)),
    adopt: async (...args) => {
      const plan = parsed<Plan>(await sync('adopt', '--out', 'adopt.json', '--json', ...args))
      return { plan, result: parsed<RunResult>(await sync('apply', 'adopt.json', '--json')) }
    },
  }
}

async function filled(yaml?: string): Promise<void> {
  stage = await Stage.open({ listings: LISTINGS, ...(yaml === undefined ? {} : { yaml }) })
  expect((await stage.apply()).status).toBe('complete')
}

const skus = () =>
  stage.sandbox.plytix.store.snapshot().products.flatMap(({ sku }) => (sku.startsWith('AMZN-') ? [sku] : []))

async function edit(sku: string, attributes: { [label: string]: Json }): Promise<void> {
  const id = stage.sandbox.plytix.store.product(sku)?.id
  await byHand(stage.sandbox, ['PATCH', `products/${id}`], { attributes })
}

const baselineOf = (sku: string) => stage.sandbox.plytix.store.product(sku)?.attributes.amazon_sync_baseline
const actions = ({ operations }: Plan) => [...new Set(operations.map(({ id }) => id.split('.')[0]))]

test('products of another scope are left alone until they are taken over by its name', async () => {
  await filled()
  const folder = stage.anotherMachine()
  folder.edit('sync.yaml', ['scope: prairie', 'scope: meadow'])
  const meadow = seat(folder)

  expect((await meadow.plan()).blocked.filter(({ code }) => code === 'other-scope')).toHaveLength(LISTINGS)
  expect((await meadow.adopt()).plan).toMatchObject({ operations: [], summary: { blocked: LISTINGS } })

  const { plan, result } = await meadow.adopt('--from-scope', 'prairie')
  expect(plan.purpose).toEqual({ command: 'adopt', of: 'prairie' })
  expect(actions(plan)).toEqual(['adopt:product'])
  expect(result.operations).toMatchObject({ succeeded: LISTINGS, conflict: 0, failed: 0 })

  expect(await meadow.plan()).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [] })
  expect((await seat().plan()).blocked.map(({ code }) => code)).toEqual(Array(LISTINGS).fill('other-scope'))
  expect(String(baselineOf(skus()[0] ?? ''))).toContain('"created":true')
}, 240_000)

test('a copy with the baseline of its original is a product without one, whatever SKU it has', async () => {
  await filled()
  const [original = '', other = ''] = skus()
  const { attributes = {} } = stage.sandbox.plytix.store.product(original) ?? {}
  const copied = { amazon_title: attributes.amazon_title ?? null, amazon_sync_baseline: baselineOf(original) ?? null }
  await byHand(stage.sandbox, ['POST', 'products'], { sku: `${original} copy`, attributes: copied })
  await edit(other, copied)

  const plan = await seat().plan()

  expect(plan.diagnostics[0]).toMatchObject({ code: 'unadopted', message: expect.stringMatching(/^1 product/) })
  expect(plan.conflicts).toMatchObject([{ address: `product.${other}`, live: copied.amazon_title, kind: 'unadopted' }])
  expect([plan.operations, plan.overwrites]).toEqual([[], []])
  expect(plan.target).toMatchObject({ owned: LISTINGS })

  const { plan: adoption } = await seat().adopt()
  expect(adoption.operations.map(({ key }) => key)).toEqual([other])
  expect(await seat().plan()).toMatchObject({ operations: [], conflicts: plan.conflicts })
}, 240_000)

test.each([
  [
    'deleted the attribute',
    async () => {
      const id = await idOf(stage.sandbox, 'attributes/product', 'amazon_sync_baseline')
      await byHand(stage.sandbox, ['DELETE', `attributes/product/${id}`])
    },
    ['create:attribute', 'adopt:product'],
  ],
  [
    'emptied it everywhere',
    async () => {
      for (const sku of skus()) await edit(sku, { amazon_sync_baseline: null })
    },
    ['adopt:product'],
  ],
] as const)(
  'after someone %s, another adoption is all that it costs',
  async (_, vanish, expected) => {
    await filled()
    const [sku = ''] = skus()
    await edit(sku, { amazon_title: 'A title of the shop' })
    await vanish()

    const plan = await seat().plan()
    expect(plan.diagnostics[0]).toMatchObject({ code: 'unadopted' })
    expect(plan.diagnostics[0]?.message).toContain(`${LISTINGS} made from here lost theirs`)
    expect(plan.overwrites).toEqual([])

    const adoption = await seat(stage.anotherMachine()).adopt()
    expect(actions(adoption.plan)).toEqual(expected)
    expect(adoption.result.status).toBe('complete')
    expect(await seat().plan()).toMatchObject({
      operations: [],
      conflicts: [{ address: `product.${sku}`, live: 'A title of the shop', kind: 'unadopted' }],
    })
  },
  240_000,
)

test('where baselines are kept here, an adoption writes nothing to the account', async () => {
  const local = 'policy:\n  baseline: local'
  await filled(local)
  const another = seat(stage.anotherMachine())
  const before = stage.sandbox.plytix.store.snapshot()
  expect((await another.plan()).diagnostics[0]).toMatchObject({ code: 'unadopted' })
  stage.sandbox.plytix.resetCounts()

  const { plan, result } = await another.adopt()

  expect(actions(plan)).toEqual(['adopt:product'])
  expect(result.operations).toMatchObject({ succeeded: LISTINGS })
  expect(stage.sandbox.plytix.counts().writes).toBe(0)
  expect(stage.sandbox.plytix.store.snapshot()).toEqual(before)
  expect((await another.plan()).diagnostics.map(({ code }) => code)).not.toContain('unadopted')
  expect((await another.adopt()).plan.operations).toEqual([])
}, 240_000)
