import { describe, expect, it } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Plan } from '../../src/model/plan.ts'
import { digest, EVERYTHING, picture } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'
import { undo } from '../support/undoing.ts'
import { carryOut, openMachine, plan } from '../support/world-desk.ts'
import { edit, later, MASTER, productOf, SKU, shop } from './undo-world.ts'

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

  it('lets the very same plan be made and applied anew', async () => {
    const { desk } = await shop()
    const next = later(desk, { item_name: 'Prairie boot, brown' })
    const first = await plan(next)
    const { run_id } = await carryOut(next, first)
    const after = productOf(next)?.label
    await carryOut(next, await undo(next, run_id))

    const again = await plan(next)
    const result = await carryOut(next, again)

    expect(again.plan_id).toBe(first.plan_id)
    expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 1 } })
    expect(result.run_id).not.toBe(run_id)
    expect(productOf(next)?.label).toBe(after)
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
