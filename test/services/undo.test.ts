import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { writePlan } from '../../src/state/plan-file.ts'
import { boot, digest, EVERYTHING, picture, product, SYNCED, settings, spec, TITLE } from '../support/boots.ts'
import { createMemoryTarget, type MemoryTarget } from '../support/memory/index.ts'
import type { PimProduct } from '../support/pim.ts'
import { undo } from '../support/undoing.ts'
import { carryOut, type Desk, nextAccount, openMachine, plan, steppingClock } from '../support/world-desk.ts'

const COLOR = spec('amazon_color', { from: 'color' })
const SPECS = [spec('label', { from: 'item_name' }), TITLE, COLOR, SYNCED]
const SKU = 'AMZN-US-B0PRAIRIE1'
const MASTER = product('PB10-M-09', { gtin: '884882325297' })

const PRAIRIE = boot('B0PRAIRIE1', {
  upc: '884882325297',
  color: 'Brown',
  images: [picture('MAIN', '71mn'), picture('PT01', '71p1')],
})

interface Shop extends Desk {
  target: MemoryTarget
}

/** An account with one master product, and a workspace that one listing was applied from. */
async function shop(items: CatalogueItem[] = [PRAIRIE], change = settings()): Promise<{ desk: Shop; first: string }> {
  const account = nextAccount()
  const world = { settings: change, overrides: [], items, account: {} }
  const target = createMemoryTarget({
    seed: { products: [MASTER] },
    account,
    workspace: { settings: change, attributes: SPECS },
  })
  const desk = { world, specs: SPECS, target, state: openMachine(), clock: steppingClock() }
  return { desk, first: (await carryOut(desk, await plan(desk))).run_id }
}

function withItems(desk: Shop, ...items: CatalogueItem[]): Shop {
  return { ...desk, world: { ...desk.world, items } }
}

const later = (desk: Shop, more: Partial<CatalogueItem>) => withItems(desk, { ...PRAIRIE, ...more })

function productOf({ target }: Shop, sku = SKU): PimProduct | undefined {
  return target.snapshot().products.find((one) => one.sku === sku)
}

/** Somebody changes a product by hand. */
async function edit({ target }: Shop, fields: { [path: string]: string | string[] | null }): Promise<void> {
  const live = target.snapshot().products.find(({ sku }) => sku === SKU)
  const change = { action: 'update', kind: 'product', key: SKU, id: live?.id ?? '' } as const
  await target.write({ ...change, fields, parts: [], volatile: [], needs: {} }, new AbortController().signal)
}

const ids = ({ operations }: Plan) => operations.map(({ id }) => id)

describe('undoing an update', () => {
  it('puts values back, and the baseline word for word', async () => {
    const { desk } = await shop()
    const before = productOf(desk)
    const next = later(desk, { item_name: 'Prairie boot, brown', color: 'Earth' })
    const { run_id } = await carryOut(next, await plan(next))

    const undone = await undo(next, run_id)

    expect(undone.purpose).toEqual({ command: 'undo', of: run_id })
    expect(undone.operations).toEqual([
      expect.objectContaining({
        id: `update:product.${SKU}`,
        reason: 'puts back label, amazon_title, amazon_color',
        after: { label: 'Boot B0PRAIRIE1', attributes: { amazon_title: 'Boot B0PRAIRIE1', amazon_color: 'Brown' } },
      }),
    ])
    await carryOut(next, undone)
    expect({ ...productOf(next), modified: null }).toEqual({ ...before, modified: null })
  })

  it('spares a field that a person changed since, and says what it would have become', async () => {
    const { desk } = await shop()
    const next = later(desk, { item_name: 'Prairie boot, brown', color: 'Earth' })
    const { run_id } = await carryOut(next, await plan(next))
    await edit(next, { 'attributes.amazon_color': 'Bomber' })

    const undone = await undo(next, run_id)

    expect(undone.drift).toEqual([
      {
        address: `product.${SKU}`,
        field: '/attributes/amazon_color',
        last_written: 'Earth',
        live: 'Bomber',
        desired: 'Brown',
        decision: 'spared',
      },
    ])
    await carryOut(next, undone)
    const left = productOf(next)
    expect(left?.attributes).toMatchObject({ amazon_title: 'Boot B0PRAIRIE1', amazon_color: 'Bomber' })
    const baseline = parseBaseline(left?.attributes.amazon_sync_baseline, digest)
    expect(baseline?.run).toBe(run_id)
    expect((await undo(next, run_id)).operations).toEqual([])
  })

  it('leaves what a later run wrote again, and names that run', async () => {
    const { desk } = await shop()
    const second = later(desk, { color: 'Earth' })
    const { run_id } = await carryOut(second, await plan(second))
    const third = later(desk, { color: 'Sand' })
    const { run_id: last } = await carryOut(third, await plan(third))

    const undone = await undo(third, run_id)

    expect(undone.operations).toEqual([])
    expect(undone.drift).toEqual([])
    expect(undone.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'later-run',
        message: `product.${SKU}: run ${last} wrote /attributes/amazon_color again, which stays as it is.`,
      }),
    )
  })

  it('puts own pictures back in place, and keeps those that people added meanwhile', async () => {
    const { desk } = await shop()
    const before = productOf(desk)?.attributes.amazon_images as string[]
    const next = later(desk, { images: [picture('MAIN', '71new'), picture('PT01', '71p1')] })
    const { run_id } = await carryOut(next, await plan(next))
    const written = productOf(next)?.attributes.amazon_images as string[]
    const [foreign = ''] = before.filter((id) => !written.includes(id))
    expect(foreign).not.toBe('')
    const { target } = next
    const own = target.snapshot().assets.find(({ filename }) => filename === '71p1.jpg')?.id ?? ''
    const upload = { action: 'create', kind: 'asset', key: 'theirs.jpg', id: null, parts: [], volatile: [], needs: {} }
    const fields = { filename: 'theirs.jpg', url: 'https://m.media-amazon.com/images/I/theirs.jpg' }
    await target.write({ ...upload, action: 'create', fields }, new AbortController().signal)
    const theirs = target.snapshot().assets.find(({ filename }) => filename === 'theirs.jpg')?.id ?? ''
    await edit(next, { 'attributes.amazon_images': [theirs, ...written] })

    const { result } = { result: await carryOut(next, await undo(next, run_id)) }

    expect(result.failures).toEqual([])
    expect(productOf(next)?.attributes.amazon_images).toEqual([...before, theirs])
    expect(productOf(next)?.thumbnail).toBe(before[0])
    expect(own).toBe(before[1])
  })
})

describe('undoing a create', () => {
  it('is blocked for want of --allow-deletes, and takes the links back all the same', async () => {
    const { desk, first } = await shop()

    const undone = await undo(desk, first)

    expect(ids(undone)).toEqual(['unlink:link.amazon_listings.PB10-M-09'])
    expect(undone.blocked).toContainEqual(
      expect.objectContaining({
        id: `delete:product.${SKU}`,
        code: 'threshold',
        hint: expect.stringContaining('--allow-deletes'),
      }),
    )
  })

  it('deletes what nobody touched, with the pictures that nothing shows any more; definitions stay', async () => {
    const { desk, first } = await shop()

    const undone = await undo(desk, first, { allowDeletes: true })

    expect(ids(undone)).toEqual([`delete:product.${SKU}`, 'delete:asset.71mn.jpg', 'delete:asset.71p1.jpg'])
    expect(undone.guards).toEqual([expect.objectContaining({ code: 'large-delete', allowed: true })])
    expect(undone.applyable).toBe(true)
    expect(undone.diagnostics).toContainEqual(expect.objectContaining({ code: 'undo-definitions' }))
    expect((await carryOut(desk, undone)).failures).toEqual([])
    const { products, assets, attributes } = desk.target.snapshot()
    expect(products.map(({ sku, links }) => [sku, links])).toEqual([[MASTER.sku, { amazon_listings: [] }]])
    expect(assets).toEqual([])
    expect(attributes.length).toBeGreaterThan(0)
  })

  it('spares what people changed since', async () => {
    const { desk, first } = await shop()
    await edit(desk, { 'attributes.amazon_color': 'Bomber' })

    const undone = await undo(desk, first, { allowDeletes: true })

    expect(ids(undone)).toEqual(['unlink:link.amazon_listings.PB10-M-09'])
    expect(undone.blocked).toEqual([expect.objectContaining({ id: `delete:product.${SKU}`, code: 'changed' })])
    expect(undone.diagnostics).toContainEqual(expect.objectContaining({ code: 'undo-in-use' }))
  })

  it('spares what a later run wrote again, until that run is undone', async () => {
    const { desk, first } = await shop()
    const next = later(desk, { color: 'Earth' })
    const { run_id } = await carryOut(next, await plan(next))

    const { blocked } = await undo(next, first, { allowDeletes: true })
    await carryOut(next, await undo(next, run_id))

    expect(blocked).toContainEqual(
      expect.objectContaining({ code: 'changed', hint: `Undo that run first: sync undo ${run_id}` }),
    )
    expect(ids(await undo(next, first, { allowDeletes: true }))).toContain(`delete:product.${SKU}`)
  })
})

describe('undoing in part', () => {
  it('takes back the links of a run alone', async () => {
    const { desk, first } = await shop()
    const selection = { ...EVERYTHING, addresses: ['link.*'] }

    const undone = await undo(desk, first, { selection, allowDeletes: true })

    expect(ids(undone)).toEqual(['unlink:link.amazon_listings.PB10-M-09'])
    expect(undone.selection).toMatchObject({ addresses: ['link.*'], complete: false })
    await carryOut(desk, undone)
    expect(productOf(desk, MASTER.sku)?.links.amazon_listings ?? []).toEqual([])
    expect(productOf(desk)).toBeDefined()
  })

  it('says which address met nothing', async () => {
    const { desk, first } = await shop()
    const selection = { ...EVERYTHING, addresses: ['product.NOPE'] }

    const { operations, diagnostics } = await undo(desk, first, { selection })

    expect(operations).toEqual([])
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'address-unused' }))
  })
})

describe('an undo', () => {
  it('can be undone: what it deleted is made again with values, pictures and links', async () => {
    const { desk, first } = await shop()
    const { attributes, label } = productOf(desk) as PimProduct
    const { run_id } = await carryOut(desk, await undo(desk, first, { allowDeletes: true }))

    const again = await undo(desk, run_id)

    expect(ids(again)).toEqual([
      'upload:asset.71mn.jpg',
      'upload:asset.71p1.jpg',
      `create:product.${SKU}`,
      'link:link.amazon_listings.PB10-M-09',
    ])
    expect((await carryOut(desk, again)).failures).toEqual([])
    const back = productOf(desk) as PimProduct
    expect(back.label).toBe(label)
    expect(back.attributes).toMatchObject({ amazon_title: attributes.amazon_title, amazon_color: 'Brown' })
    expect(productOf(desk, MASTER.sku)?.links.amazon_listings).toEqual([back.id])
    expect((await plan(desk)).operations).toEqual([])
  })

  it('of a plan that is applied twice changes nothing more', async () => {
    const { desk } = await shop()
    const next = later(desk, { color: 'Earth' })
    const { run_id } = await carryOut(next, await plan(next))
    const undone = await undo(next, run_id)
    await carryOut(next, undone)
    const account = next.target.snapshot()

    const elsewhere = await carryOut({ ...next, state: openMachine() }, undone)

    expect(elsewhere.operations).toMatchObject({ adopted: 1, succeeded: 0 })
    expect(next.target.snapshot()).toEqual(account)
  })
})

describe('undoing a plan file where no run of it is known', () => {
  async function elsewhere(next: Shop): Promise<{ file: string; there: Shop; approved: Plan }> {
    const approved = await plan(next)
    const file = join(mkdtempSync(join(tmpdir(), 'undo-')), 'plan.json')
    await writePlan(file, approved)
    return { file, there: { ...next, state: openMachine() }, approved }
  }

  it('puts back what the account shows as the plan wanted it, and drops its fingerprints', async () => {
    const { desk } = await shop()
    const next = later(desk, { color: 'Earth', images: [picture('MAIN', '71new'), picture('PT01', '71p1')] })
    const { file, there, approved } = await elsewhere(next)
    await carryOut(next, approved)

    const undone = await undo(there, file)

    expect(undone.purpose).toEqual({ command: 'undo', of: 'plan.json' })
    expect(undone.diagnostics).toContainEqual(expect.objectContaining({ code: 'undo-without-run' }))
    expect((await carryOut(there, undone)).failures).toEqual([])
    const { attributes } = productOf(next) as PimProduct
    expect(attributes.amazon_color).toBe('Brown')
    const baseline = parseBaseline(attributes.amazon_sync_baseline, digest)
    expect(baseline?.fields).not.toHaveProperty('attributes.amazon_color')
    expect(baseline?.fields).toHaveProperty('attributes.amazon_title')
  })

  it('finds nothing to put back when the plan was never applied', async () => {
    const { desk } = await shop()
    const { file, there } = await elsewhere(later(desk, { color: 'Earth' }))

    expect((await undo(there, file)).operations).toEqual([])
  })

  it('goes by the run where one is known', async () => {
    const { desk } = await shop()
    const next = later(desk, { color: 'Earth' })
    const { file, approved } = await elsewhere(next)
    const { run_id } = await carryOut(next, approved)

    expect((await undo(next, file)).purpose).toEqual({ command: 'undo', of: run_id })
  })
})
