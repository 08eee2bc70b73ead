import { describe, expect, test } from 'vitest'
import {
  account,
  boot,
  operationAt,
  ownedBoot,
  plan,
  product,
  SYNCED,
  skuOf,
  spec,
  TITLE,
  UPC,
} from '../support/boots.ts'

const ASIN = 'B0PRAIRIE1'
const ADDRESS = `product.${skuOf(ASIN)}`
const LABEL = spec('label', { from: 'item_name' })
const STATUS = spec('status', { value: 'Draft', write: 'if-new' })
const MARKETPLACE = spec('amazon_marketplace', {
  type: 'Choice',
  from: 'marketplace',
  write: 'if-empty',
  options: ['US'],
})

describe('a new product', () => {
  test('carries its values, in the form in which the target stores them', () => {
    const contents = plan({
      items: [boot(ASIN, { item_name: '  Chelsea &amp; Chukka   Boot ', upc: '884882325297' })],
      live: account([]),
      specs: [LABEL, STATUS, TITLE, UPC, SYNCED],
    })

    expect(operationAt(contents, ADDRESS)).toMatchObject({
      id: `create:${ADDRESS}`,
      target_id: null,
      before: null,
      after: {
        sku: skuOf(ASIN),
        label: 'Chelsea & Chukka Boot',
        status: 'Draft',
        attributes: {
          amazon_title: 'Chelsea & Chukka Boot',
          amazon_upc: '884882325297',
          amazon_last_synced: '{today}',
        },
      },
    })
  })

  test('waits for the definitions that it carries, and for no others', () => {
    const contents = plan({ items: [boot(ASIN)], live: account([]), specs: [TITLE, UPC] })

    expect(operationAt(contents, ADDRESS).depends_on).toEqual([
      'create:attribute.amazon_sync_baseline',
      'create:attribute.amazon_title',
    ])
  })

  test('says where every value comes from', () => {
    const contents = plan({
      items: [boot(ASIN, { color: 'Tan', paths: { color: 'attributes.color[0].value' } })],
      live: account([]),
      specs: [TITLE, spec('amazon_color', { from: 'color' })],
    })

    expect(operationAt(contents, ADDRESS).provenance).toEqual({
      '/sku': { source: 'policy', path: 'target.memory.sku' },
      '/attributes/amazon_title': { source: 'amazon', path: 'summaries[0].itemName' },
      '/attributes/amazon_color': { source: 'amazon', path: 'attributes.color[0].value' },
    })
  })

  test('leaves out a value that is none of the options, and says so', () => {
    const contents = plan({
      items: [boot(ASIN)],
      live: account([]),
      specs: [{ ...MARKETPLACE, options: ['CA'] }, TITLE],
    })

    expect(operationAt(contents, ADDRESS).after.attributes).not.toHaveProperty('amazon_marketplace')
    expect(contents.diagnostics).toMatchObject([{ code: 'value-held-back', line: 1 }])
  })

  test('is not made when its SKU belongs to another scope, was renamed, or was deleted by a person', () => {
    const foreign = ownedBoot(ASIN, {}, { scope: 'ranch' })
    const renamed = { ...ownedBoot(ASIN, {}), sku: 'RENAMED-1' }
    const code = (contents: ReturnType<typeof plan>) => contents.blocked.map((entry) => entry.code)

    expect(code(plan({ items: [boot(ASIN)], live: account([foreign]) }))).toEqual(['other-scope'])
    expect(code(plan({ items: [boot(ASIN)], live: account([renamed]) }))).toEqual(['renamed'])
    expect(code(plan({ items: [boot(ASIN)], live: account([]), memory: { created: new Set([skuOf(ASIN)]) } }))).toEqual(
      ['deleted'],
    )
  })

  test('is made again after its deletion when its address is named', () => {
    const contents = plan({
      items: [boot(ASIN)],
      live: account([]),
      memory: { created: new Set([skuOf(ASIN)]) },
      selection: { addresses: [ADDRESS] },
    })

    expect(operationAt(contents, ADDRESS).action).toBe('create')
  })

  test('is not made from an incomplete read, since it may exist unseen', () => {
    const contents = plan({ items: [boot(ASIN)], live: account([], { complete: false }) })

    expect(contents.operations.filter(({ action, address }) => action === 'create' && address === ADDRESS)).toEqual([])
    expect(contents.blocked).toMatchObject([{ code: 'partial-export', address: ADDRESS }])
  })
})

describe('an existing product', () => {
  test('gets all its changes in one write, with what goes along', () => {
    const live = ownedBoot(
      ASIN,
      { label: 'Old', attributes: { amazon_title: 'Old', amazon_last_synced: '2026-11-01' } },
      { values: { label: 'Old', 'attributes.amazon_title': 'Old' } },
    )
    const contents = plan({
      items: [boot(ASIN, { item_name: 'New' })],
      live: account([live]),
      specs: [LABEL, TITLE, SYNCED],
    })

    expect(operationAt(contents, ADDRESS)).toMatchObject({
      id: `update:${ADDRESS}`,
      target_id: live.id,
      before: { label: 'Old', attributes: { amazon_title: 'Old', amazon_last_synced: '2026-11-01' } },
      after: { label: 'New', attributes: { amazon_title: 'New', amazon_last_synced: '{today}' } },
      reason: 'label, amazon_title differ',
      baseline: { fields: ['label', 'attributes.amazon_title'] },
    })
  })

  test('has a patch that leads from before to after', () => {
    const live = ownedBoot(
      ASIN,
      { attributes: { amazon_title: 'Old' } },
      { values: { 'attributes.amazon_title': 'Old' } },
    )
    const contents = plan({ items: [boot(ASIN, { item_name: 'New' })], live: account([live]) })

    expect(operationAt(contents, ADDRESS).patch).toEqual([
      { op: 'replace', path: '/attributes/amazon_title', value: 'New' },
    ])
  })

  test('is not written for a difference that the target would not store', () => {
    const live = product(skuOf(ASIN), { attributes: { amazon_title: 'Chelsea & Chukka' } })
    const contents = plan({ items: [boot(ASIN, { item_name: ' Chelsea &amp;  Chukka ' })], live: account([live]) })

    expect(contents.operations.filter(({ address }) => address === ADDRESS)).toEqual([])
    expect(contents.summary.unchanged).toBe(1)
  })

  test('stays unchanged when the source means a literal entity that was written as such', () => {
    const live = product(skuOf(ASIN), { attributes: { amazon_title: 'A &amp; B' } })
    const contents = plan({ items: [boot(ASIN, { item_name: 'A &amp;amp; B' })], live: account([live]) })

    expect(contents.summary.unchanged).toBe(1)
  })

  test('does not believe a baseline that was copied from another product or edited by hand', () => {
    const copied = ownedBoot(
      ASIN,
      { attributes: { amazon_title: 'Old' } },
      { values: { 'attributes.amazon_title': 'Old' }, sku: skuOf('B0PRAIRIE2') },
    )
    const edited = ownedBoot(
      ASIN,
      { attributes: { amazon_title: 'Old' } },
      { values: { 'attributes.amazon_title': 'Old' } },
    )
    edited.attributes.amazon_sync_baseline = String(edited.attributes.amazon_sync_baseline).replace(
      '"created":true',
      '"created":false',
    )

    for (const live of [copied, edited]) {
      const contents = plan({
        items: [boot(ASIN, { item_name: 'New' })],
        live: account([live, product(skuOf('B0PRAIRIE2'))]),
      })
      expect(contents.summary).toMatchObject({ update: 0, unadopted: 1 })
    }
  })
})

describe('duplicates in an export', () => {
  test('are reported, and one of them is taken whatever their order', () => {
    const items = [boot(ASIN, { item_name: 'B' }), boot(ASIN, { item_name: 'A' })]
    const one = plan({ items, live: account([]) })
    const other = plan({ items: items.toReversed(), live: account([]) })

    expect(one.diagnostics).toMatchObject([{ code: 'duplicate-asin' }])
    expect(one.operations).toEqual(other.operations)
  })
})

describe('a product that was begun and never heard of again', () => {
  const half = ownedBoot(ASIN, {}, { values: { amazon_title: 'Boot', status: 'Draft' } })
  const world = { items: [boot(ASIN)], live: account([half]), specs: [STATUS] }

  test('gets what new ones are given where it has nothing, whatever its baseline says', () => {
    const contents = plan({ ...world, memory: { begun: new Set([ADDRESS]) } })

    expect(operationAt(contents, ADDRESS)).toMatchObject({ id: `update:${ADDRESS}`, after: { status: 'Draft' } })
    expect(contents.drift).toEqual([])
  })

  test('keeps what it has, and one that was made whole keeps what people emptied', () => {
    const named = account([ownedBoot(ASIN, { status: 'Completed' }, { values: { status: 'Draft' } })])

    expect(plan({ ...world, live: named, memory: { begun: new Set([ADDRESS]) } }).operations).toEqual([])
    expect(plan(world).operations).toEqual([])
  })
})
