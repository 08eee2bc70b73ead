import { describe, expect, test } from 'vitest'
import type { Override } from '../../src/model/settings.ts'
import {
  account,
  boot,
  operationAt,
  override,
  ownedBoot,
  picture,
  plan,
  product,
  settings,
  skuOf,
  spec,
  TITLE,
} from '../support/boots.ts'

const ASIN = 'B0PRAIRIE1'
const ADDRESS = `product.${skuOf(ASIN)}`
const COLOR = spec('amazon_color', { from: 'color' })
const PARENT_ASIN = spec('amazon_parent_asin', { from: 'parent_asin' })
const HERE = { file: 'specs/overrides/boots.yaml', line: 12, column: 5 }
const PLACE = 'specs/overrides/boots.yaml:12:5'

const decided = (more: Partial<Override>, part: string) => override(ASIN, { ...more, places: { [part]: HERE } })
const codes = (contents: ReturnType<typeof plan>) => contents.diagnostics.map(({ code }) => code)

describe('a parent', () => {
  const family = [
    boot('B0PARENT01', { item_classification: 'VARIATION_PARENT', child_asins: [ASIN] }),
    boot('B0PARENT02', { item_classification: 'VARIATION_PARENT' }),
    boot(ASIN, { parent_asins: ['B0PARENT01'] }),
  ]
  const links = (contents: ReturnType<typeof plan>) =>
    contents.operations.filter(({ address }) => address.startsWith('link.')).map(({ address }) => address)

  test('replaces the one that either side names, in links and in values', () => {
    const contents = plan({
      items: family,
      live: account([]),
      specs: [PARENT_ASIN],
      overrides: [decided({ parent: 'B0PARENT02' }, 'parent')],
    })

    expect(links(contents)).toEqual(['link.amazon_hierarchy.AMZN-US-B0PARENT02'])
    expect(operationAt(contents, 'link.amazon_hierarchy.AMZN-US-B0PARENT02').provenance).toEqual({
      '/targets/0': { source: 'override', path: PLACE },
    })
    expect(operationAt(contents, ADDRESS)).toMatchObject({
      after: { attributes: { amazon_parent_asin: 'B0PARENT02' } },
      provenance: { '/attributes/amazon_parent_asin': { source: 'override', path: PLACE } },
    })
  })

  test('"none" leaves the listing without one', () => {
    const overrides = [override(ASIN, { parent: 'none' })]
    expect(links(plan({ items: family, live: account([]), overrides }))).toEqual([])
  })

  test('that the export does not have is blocked', () => {
    const contents = plan({ items: family, live: account([]), overrides: [override(ASIN, { parent: 'B0NOWHERE1' })] })
    expect(contents.blocked).toMatchObject([
      { code: 'missing-parent', address: 'link.amazon_hierarchy.AMZN-US-B0NOWHERE1' },
    ])
  })

  test('that the source names by itself is told to be no longer needed', () => {
    const contents = plan({
      items: family,
      live: account([]),
      overrides: [decided({ parent: 'B0PARENT01' }, 'parent')],
    })
    expect(contents.diagnostics).toContainEqual(expect.objectContaining({ code: 'override-dead', ...HERE }))
  })
})

describe('a value', () => {
  const overrides = [decided({ attributes: { amazon_color: 'Bomber' } }, 'attributes.amazon_color')]
  const world = (live: ReturnType<typeof product>) => ({
    items: [boot(ASIN, { color: 'Brown' })],
    live: account([live]),
    specs: [COLOR],
    overrides,
  })

  test('stands instead of the source’s, and names its line', () => {
    const contents = plan({ ...world(product('PB10')), overrides })
    expect(operationAt(contents, ADDRESS)).toMatchObject({
      after: { attributes: { amazon_color: 'Bomber' } },
      provenance: { '/attributes/amazon_color': { source: 'override', path: PLACE } },
    })
  })

  test('ends a conflict, and needs no adopting', () => {
    const conflict = ownedBoot(
      ASIN,
      { attributes: { amazon_color: 'Red' } },
      { values: { 'attributes.amazon_color': 'Blue' } },
    )
    const unadopted = product(skuOf(ASIN), { attributes: { amazon_color: 'Red' } })

    for (const live of [conflict, unadopted]) {
      const contents = plan(world(live))
      expect(operationAt(contents, ADDRESS).after).toEqual({ attributes: { amazon_color: 'Bomber' } })
      expect(contents.conflicts).toEqual([])
    }
  })

  test('that people change afterwards is drift like any other', () => {
    const live = ownedBoot(
      ASIN,
      { attributes: { amazon_color: 'Red' } },
      { values: { 'attributes.amazon_color': 'Bomber' } },
    )
    expect(plan(world(live)).drift).toMatchObject([{ live: 'Red', desired: 'Bomber', decision: 'spared' }])
  })

  test('that is none of the options is held back at the line of the override', () => {
    const choice = spec('amazon_color', { type: 'Choice', from: 'color', options: ['Tan'] })
    const contents = plan({ ...world(product('PB10')), specs: [choice] })
    expect(contents.diagnostics).toContainEqual(expect.objectContaining({ code: 'value-held-back', ...HERE }))
  })
})

describe('fields that people keep', () => {
  const overrides = [override(ASIN, { keep: ['amazon_color', 'amazon_images', 'thumbnail'] })]
  const item = boot(ASIN, { color: 'Brown', images: [picture('MAIN', 'mn')] })

  test('are never written, not even at first', () => {
    const after = operationAt(
      plan({ items: [item], live: account([]), specs: [TITLE, COLOR], overrides }),
      ADDRESS,
    ).after
    expect(after).toEqual({ sku: skuOf(ASIN), attributes: { amazon_title: `Boot ${ASIN}` } })
  })

  test('are never drift and never a conflict', () => {
    const live = ownedBoot(
      ASIN,
      { attributes: { amazon_color: 'Red', amazon_images: ['theirs'] } },
      { values: { 'attributes.amazon_color': 'Blue' }, images: [{ slot: 'MAIN', image: 'old', asset: 'theirs' }] },
    )
    const contents = plan({ items: [item], live: account([live]), specs: [COLOR], overrides })

    expect(contents.operations.filter(({ address }) => !address.startsWith('relationship.'))).toEqual([])
    expect([...contents.drift, ...contents.conflicts]).toEqual([])
  })
})

describe('images', () => {
  const images = ['MAIN', 'PT01', 'PT02', 'PT03'].map((slot) => picture(slot, slot.toLowerCase()))
  const shown = (chosen: Partial<NonNullable<Override['images']>>) => {
    const overrides = [decided({ images: { exclude: [], order: [], main: null, ...chosen } }, 'images')]
    const contents = plan({ items: [boot(ASIN, { images })], live: account([]), overrides })
    const { after, provenance } = operationAt(contents, ADDRESS)
    const { amazon_images } = after.attributes as { amazon_images: string[] }
    return { gallery: amazon_images, thumbnail: after.thumbnail, provenance }
  }

  test('are left out where people exclude them', () => {
    const { gallery, provenance } = shown({ exclude: ['PT01', 'PT03'] })
    expect(gallery).toEqual(['asset.main.jpg', 'asset.pt02.jpg'])
    expect(provenance['/attributes/amazon_images']).toEqual({ source: 'override', path: PLACE })
  })

  test('come in the order that people give, the others behind', () => {
    expect(shown({ order: ['PT02', 'MAIN'] }).gallery).toEqual([
      'asset.pt02.jpg',
      'asset.main.jpg',
      'asset.pt01.jpg',
      'asset.pt03.jpg',
    ])
  })

  test('have the thumbnail that people choose, and it comes first', () => {
    const { gallery, thumbnail, provenance } = shown({ main: 'PT02' })
    expect(thumbnail).toBe('asset.pt02.jpg')
    expect(gallery[0]).toBe('asset.pt02.jpg')
    expect(provenance['/thumbnail']).toEqual({ source: 'override', path: PLACE })
  })

  test('that are named and not there are told', () => {
    const overrides = [override(ASIN, { images: { exclude: ['PT09'], order: [], main: null } })]
    const contents = plan({ items: [boot(ASIN, { images })], live: account([]), overrides })
    expect(contents.diagnostics).toMatchObject([
      { code: 'override-unknown-image', message: expect.stringContaining('names PT09'), line: 3 },
    ])
  })

  test('of ours leave the gallery and the thumbnail once they are excluded; those of people stay', () => {
    const live = ownedBoot(
      ASIN,
      { thumbnail: 'a1', attributes: { amazon_images: ['a1', 'a2', 'theirs'] } },
      {
        values: { thumbnail: 'a1' },
        images: [
          { slot: 'MAIN', image: 'main', asset: 'a1' },
          { slot: 'PT01', image: 'pt01', asset: 'a2' },
        ],
      },
    )
    const overrides = [override(ASIN, { images: { exclude: ['MAIN'], order: [], main: null } })]
    const item = boot(ASIN, { images: images.slice(0, 2) })
    const contents = plan({ items: [item], live: account([live]), specs: [], overrides })
    const update = operationAt(contents, ADDRESS)

    expect(contents.names).toEqual({ 'asset.id:a1': 'MAIN main' })

    expect(update.after).toEqual({
      thumbnail: null,
      attributes: { amazon_images: ['asset.pt01.jpg', 'asset.id:theirs'] },
    })
  })
})

describe('overrides that change nothing', () => {
  test('because the export has no such listing are warnings with the near ASIN', () => {
    const contents = plan({
      items: [boot(ASIN)],
      live: account([]),
      overrides: [override('B0PRAIRIE2', { ignore: true })],
    })
    expect(contents.diagnostics).toMatchObject([
      { severity: 'warning', code: 'override-unknown-asin', line: 3, hint: `Near are ${ASIN}.` },
    ])
  })

  test('because matching agrees by now are told with their place', () => {
    const overrides = [decided({ canonical: 'PB10-M-09' }, 'canonical')]
    const items = [boot(ASIN, { upc: '884882325297' })]
    const contents = plan({ items, live: account([product('PB10-M-09', { gtin: '884882325297' })]), overrides })

    expect(contents.matches.by_method).toEqual({ override: 1 })
    expect(contents.diagnostics).toContainEqual(expect.objectContaining({ code: 'override-dead', ...HERE }))
  })

  test('for a marketplace that was not exported say nothing', () => {
    const overrides = [override(ASIN, { shop: 'CA', canonical: 'PB10' })]
    expect(codes(plan({ items: [boot(ASIN)], live: account([]), overrides }))).toEqual([])
  })
})

describe('listings without a canonical product', () => {
  const planned = (unmatched: 'create' | 'skip' | 'flag') =>
    plan({
      items: [boot(ASIN), boot('B0PRAIRIE2', { upc: '884882325297' })],
      live: account([product('PB10', { gtin: '884882325297' })]),
      settings: settings((value) => {
        value.policy.unmatched = unmatched
      }),
    })
  const products = (contents: ReturnType<typeof plan>) =>
    contents.operations.filter(({ id }) => id.startsWith('create:product.')).map(({ address, risk }) => [address, risk])

  test('are made with create', () => {
    expect(products(planned('create'))).toEqual([
      [ADDRESS, 'normal'],
      ['product.AMZN-US-B0PRAIRIE2', 'normal'],
    ])
  })

  test('are left out with skip, and listed all the same', () => {
    const contents = planned('skip')
    expect(products(contents)).toEqual([['product.AMZN-US-B0PRAIRIE2', 'normal']])
    expect(contents.unmatched.map(({ asin }) => asin)).toEqual([ASIN])
    expect(contents.matches).toMatchObject({ total: 2, matched: 1 })
  })

  test('are made with flag, and stand out', () => {
    const contents = planned('flag')
    expect(products(contents)).toEqual([
      [ADDRESS, 'high'],
      ['product.AMZN-US-B0PRAIRIE2', 'normal'],
    ])
    expect(codes(contents)).toEqual(['unmatched'])
  })
})
