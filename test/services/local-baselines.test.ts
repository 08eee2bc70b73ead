import { describe, expect, it } from 'vitest'
import { formatBaseline, parseBaseline } from '../../src/model/baseline.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { keptBaselines } from '../../src/state/baselines.ts'
import { boot, digest, picture, settings } from '../support/boots.ts'
import { edit, held, keeping, type LocalDesk, localDesk, moved, tampered } from '../support/local-desk.ts'
import type { World } from '../support/world.ts'
import { carryOut, openMachine, plan } from '../support/world-desk.ts'

const LABEL = 'amazon_sync_baseline'
const ASIN = 'B0ROPER001'
const SKU = `AMZN-US-${ASIN}`

const listing = (more: Partial<CatalogueItem> = {}) =>
  boot(ASIN, {
    item_name: 'Roper boot',
    color: 'Sand',
    upc: '887276302195',
    images: [picture('MAIN', '71roper')],
    ...more,
  })

function shop(): World {
  const account = { products: [{ sku: 'MCA0032', gtin: '887276302195' }] }
  return { settings: settings(), overrides: [], items: [listing()], account }
}

/** The source says something else than before. */
const changed = (desk: LocalDesk, more: Partial<CatalogueItem>) =>
  moved(desk, { world: { ...desk.world, items: [listing(more)] } })

/** A desk whose first apply is done. */
async function worked(baseline: 'local' | 'account' = 'local'): Promise<LocalDesk> {
  const desk = moved(localDesk(shop(), openMachine()), { world: keeping(shop(), baseline) })
  const run = await carryOut(desk, await plan(desk))
  expect(run.status).toBe('complete')
  return desk
}

const switched = (desk: LocalDesk, to: 'local' | 'account') => moved(desk, { world: keeping(desk.world, to) })

const keptText = (desk: LocalDesk) => keptBaselines(desk.state)(desk.account, held(desk, SKU).id)
const kept = (desk: LocalDesk) => parseBaseline(keptText(desk) ?? undefined, digest)
const onProduct = (desk: LocalDesk) => held(desk, SKU).attributes[LABEL]

describe('where baselines are kept in the state', () => {
  it('the account has no attribute for them, and a second plan is empty', async () => {
    const desk = await worked()

    expect((await plan(desk)).operations).toEqual([])
    expect(desk.raw.snapshot().attributes.map(({ label }) => label)).not.toContain(LABEL)
    expect(kept(desk)).toMatchObject({ sku: SKU, created: true, images: [{ image: '71roper' }] })
    expect(kept(desk)?.links).toEqual({ amazon_listings: ['MCA0032'] })
  })

  it('a value that a person changed is spared, and a change of the source beside it is written', async () => {
    const desk = await worked()
    await edit(desk, SKU, { attributes: { amazon_title: 'Roper, worn in' } })
    const later = changed(desk, { color: 'Tan' })

    const second = await plan(later)
    await carryOut(later, second)

    expect(second.drift).toMatchObject([
      { field: '/attributes/amazon_title', live: 'Roper, worn in', decision: 'spared' },
    ])
    expect(held(desk, SKU).attributes).toMatchObject({ amazon_title: 'Roper, worn in', amazon_color: 'Tan' })
    expect((await plan(later)).operations).toEqual([])
  })

  it('a value that both changed is a conflict, and one that was cleared stays cleared', async () => {
    const desk = await worked()
    await edit(desk, SKU, { attributes: { amazon_title: 'Mine', amazon_color: null } })

    const { conflicts, drift } = await plan(changed(desk, { item_name: 'Roper II' }))

    expect(conflicts).toContainEqual(
      expect.objectContaining({ field: '/attributes/amazon_title', live: 'Mine', kind: 'both-moved' }),
    )
    expect(drift).toMatchObject([{ field: '/attributes/amazon_color', live: null }])
  })

  it('another state folder takes every value that differs for a person’s', async () => {
    const desk = await worked()
    const elsewhere = moved(changed(desk, { item_name: 'Roper II' }), { state: openMachine() })

    const { operations, conflicts } = await plan(elsewhere)

    expect(operations).toEqual([])
    expect(conflicts).toContainEqual(expect.objectContaining({ field: '/attributes/amazon_title', kind: 'unadopted' }))
  })

  it('a product that was renamed is known again, and its listing is not made a second time', async () => {
    const renamed = tampered(await worked(), ({ products }) => {
      for (const product of products) if (product.sku === SKU) product.sku = 'ROPER-OLD'
    })

    expect((await plan(renamed)).blocked).toMatchObject([{ address: `product.${SKU}`, code: 'renamed' }])
  })

  it('a product that a person made anew under the SKU has none', async () => {
    const desk = await worked()
    const anew = tampered(desk, ({ products }) => {
      for (const product of products) if (product.sku === SKU) product.id = 'another'
    })

    const { conflicts } = await plan(changed(anew, { item_name: 'Roper II' }))

    expect(conflicts).toContainEqual(expect.objectContaining({ field: '/attributes/amazon_title', kind: 'unadopted' }))
  })
})

describe('when baselines move from the products into the state', () => {
  it('those on the products serve until there is one in the state, and are then cleared', async () => {
    const desk = switched(await worked('account'), 'local')
    await edit(desk, SKU, { attributes: { amazon_title: 'Roper, worn in' } })
    const later = changed(desk, { color: 'Tan' })

    const second = await plan(later)
    const before = onProduct(later)
    await carryOut(later, second)

    expect(second.drift).toMatchObject([{ field: '/attributes/amazon_title', decision: 'spared' }])
    expect(second.operations.map(({ id }) => id)).toEqual([`update:product.${SKU}`])
    expect(before).toEqual(expect.stringContaining('"sku"'))
    expect(onProduct(later)).toBeUndefined()
    expect(kept(later)).toMatchObject({ created: true, images: [{ image: '71roper' }] })
    const third = await plan(later)
    expect(third.operations).toEqual([])
    expect(third.drift).toEqual(second.drift)
  })

  it('nothing is to be done for the move itself', async () => {
    const { operations, blocked, drift, conflicts } = await plan(switched(await worked('account'), 'local'))

    expect({ operations, blocked, drift, conflicts }).toEqual({ operations: [], blocked: [], drift: [], conflicts: [] })
  })

  it.each([
    ['an older one on the product loses', '20200101T000000Z-0001', 'drift'],
    ['a later one on the product wins', '20990101T000000Z-0001', 'none'],
  ])('%s against the one in the state', async (_what, run, verdict) => {
    const desk = await worked()
    await edit(desk, SKU, { attributes: { amazon_title: 'Roper, worn in' } })
    const own = kept(desk)
    if (!own) throw new Error('There is no baseline.')
    const fields = { ...own.fields, 'attributes.amazon_title': digest('"Roper, worn in"').slice(0, 8) }
    const marked = tampered(desk, ({ attributes, products }) => {
      attributes.push({ id: 'b', label: LABEL, name: 'Amazon Sync Baseline', type: 'Multiline', options: [] })
      const product = products.find(({ sku }) => sku === SKU)
      if (product) product.attributes[LABEL] = formatBaseline({ ...own, run, fields }, digest)
    })

    const { drift, operations } = await plan(marked)

    expect(drift).toHaveLength(verdict === 'drift' ? 1 : 0)
    expect(operations).toHaveLength(verdict === 'drift' ? 0 : 1)
  })

  it('a product that another scope has marked is not ours, whatever the state says', async () => {
    const desk = await worked()
    const own = kept(desk)
    if (!own) throw new Error('There is no baseline.')
    const taken = tampered(desk, ({ attributes, products }) => {
      attributes.push({ id: 'b', label: LABEL, name: 'Amazon Sync Baseline', type: 'Multiline', options: [] })
      const product = products.find(({ sku }) => sku === SKU)
      if (product) product.attributes[LABEL] = formatBaseline({ ...own, scope: 'meadow', run: '2020' }, digest)
    })

    expect((await plan(changed(taken, { color: 'Tan' }))).blocked).toMatchObject([{ code: 'other-scope' }])
  })

  it('an attribute of that label that holds something else is left alone', async () => {
    const desk = tampered(await worked(), ({ attributes, products }) => {
      attributes.push({ id: 'b', label: LABEL, name: 'Amazon Sync Baseline', type: 'Text', options: [] })
      for (const product of products) product.attributes[LABEL] = 'a note of the buyer'
    })
    const later = changed(desk, { color: 'Tan' })

    const run = await carryOut(later, await plan(later))

    expect(run.status).toBe('complete')
    expect(held(later, SKU).attributes).toMatchObject({ amazon_color: 'Tan', [LABEL]: 'a note of the buyer' })
  })
})

describe('when baselines move from the state onto the products', () => {
  it('values that equal the source need nothing, and those that differ are kept until people decide', async () => {
    const desk = switched(await worked(), 'account')

    const same = await plan(desk)
    const moved = await plan(changed(desk, { item_name: 'Roper II' }))

    expect(same.operations.map(({ id }) => id)).toEqual([`create:attribute.${LABEL}`])
    expect(moved.operations.map(({ id }) => id)).toEqual([`create:attribute.${LABEL}`])
    expect(moved.conflicts).toContainEqual(
      expect.objectContaining({ field: '/attributes/amazon_title', kind: 'unadopted' }),
    )
  })
})
