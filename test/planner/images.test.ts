import { describe, expect, test } from 'vitest'
import type { Baseline } from '../../src/model/baseline.ts'
import { fingerprint } from '../../src/model/values.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { conflictingIds } from '../../src/services/plan-ids.ts'
import {
  account,
  boot,
  digest,
  operationAt,
  ownedBoot,
  picture,
  plan,
  product,
  settings,
  skuOf,
  TITLE,
} from '../support/boots.ts'
import { memoryTraits } from '../support/memory/traits.ts'

const ASIN = 'B0PRAIRIE1'
const ADDRESS = `product.${skuOf(ASIN)}`
const id = (number: number) => number.toString(16).padStart(24, 'a')

function withImages(images: CatalogueItem['images']): CatalogueItem {
  return boot(ASIN, { images })
}

/** A boot of ours that shows these images, as it was written. */
function showing(slots: [string, string, string][], gallery = slots.map(([, , asset]) => asset)) {
  const images: Baseline['images'] = slots.map(([slot, image, asset]) => ({ slot, image, asset }))
  const thumbnail = slots.find(([slot]) => slot === 'MAIN')?.[2]
  const boots = ownedBoot(
    ASIN,
    { ...(thumbnail ? { thumbnail } : {}), attributes: { amazon_title: `Boot ${ASIN}`, amazon_images: gallery } },
    {
      images,
      fields: {
        'attributes.amazon_title': fingerprint('text', `Boot ${ASIN}`, digest),
        ...(thumbnail ? { thumbnail: fingerprint('assets', thumbnail, digest) } : {}),
      },
    },
  )
  return boots
}

const gallery = (operation: { after: { [key: string]: unknown } }) =>
  (operation.after.attributes as { amazon_images?: string[] }).amazon_images

describe('the gallery of a new product', () => {
  test('is in slot order, with MAIN as the thumbnail and the swatch last', () => {
    const images = [
      picture('SWCH', 'sw'),
      picture('PT02', 'p2'),
      picture('FRNT', 'fr'),
      picture('MAIN', 'mn'),
      picture('PT01', 'p1'),
      picture(null, 'no'),
    ]
    const contents = plan({ items: [withImages(images)], live: account([]) })
    const created = operationAt(contents, ADDRESS)

    expect(gallery(created)).toEqual(['mn', 'p1', 'p2', 'fr', 'sw', 'no'].map((name) => `asset.${name}.jpg`))
    expect(created.after.thumbnail).toBe('asset.mn.jpg')
    expect(contents.summary).toMatchObject({ upload: 6, attach: 6, thumbnail: 1 })
  })

  test('takes no thumbnail without MAIN unless the policy takes the first', () => {
    const items = [withImages([picture('PT01', 'p1')])]
    const first = settings((value) => {
      value.images.thumbnail_fallback = 'first'
    })

    expect(operationAt(plan({ items, live: account([]) }), ADDRESS).after).not.toHaveProperty('thumbnail')
    expect(operationAt(plan({ items, live: account([]), settings: first }), ADDRESS).after.thumbnail).toBe(
      'asset.p1.jpg',
    )
  })

  test('uploads an image that several products show only once, from the original address', () => {
    const images = [
      { variant: 'MAIN', link: 'https://m.media-amazon.com/images/I/71ab+c-d._SL1500_.jpg', width: 1, height: 1 },
    ]
    const contents = plan({
      items: [boot('B0PRAIRIE1', { images }), boot('B0PRAIRIE2', { images })],
      live: account([]),
    })

    expect(contents.summary).toMatchObject({ upload: 1, attach: 2 })
    expect(operationAt(contents, 'asset.71ab-pc--d.jpg').after).toEqual({
      filename: '71ab-pc--d.jpg',
      url: 'https://m.media-amazon.com/images/I/71ab+c-d.jpg',
    })
  })

  test.each([
    'http://m.media-amazon.com/images/I/a.jpg',
    'https://evil.example/images/I/a.jpg',
    'https://m.media-amazon.com/../a.exe',
    'https://user@m.media-amazon.com/a.jpg',
  ])('leaves out %s and says why', (link) => {
    const contents = plan({ items: [withImages([{ variant: 'MAIN', link, width: 1, height: 1 }])], live: account([]) })

    expect(contents.summary.upload).toBe(0)
    expect(contents.diagnostics.map(({ code }) => code)).toEqual(['image-unusable'])
  })
})

describe('the gallery of an existing product', () => {
  const TWO: [string, string, string][] = [
    ['MAIN', 'mn', id(1)],
    ['PT01', 'p1', id(2)],
  ]
  const both = [picture('MAIN', 'mn'), picture('PT01', 'p1')]

  test('needs nothing while it shows what the source has', () => {
    expect(
      plan({ items: [withImages(both)], live: account([showing(TWO)]) }).operations.filter(
        ({ address }) => address === ADDRESS,
      ),
    ).toEqual([])
  })

  test('keeps foreign assets behind our own and never counts them as drift', () => {
    const live = showing(TWO, [id(9), id(1), id(2)])
    const contents = plan({ items: [withImages([...both, picture('PT02', 'p2')])], live: account([live]) })

    expect(gallery(operationAt(contents, ADDRESS))).toEqual([
      'asset.mn.jpg',
      'asset.p1.jpg',
      'asset.p2.jpg',
      `asset.id:${id(9)}`,
    ])
    expect(contents.summary).toMatchObject({ upload: 1, attach: 1, detach: 0, drift: 0 })
    expect(plan({ items: [withImages(both)], live: account([live]) }).summary).toMatchObject({ update: 0, drift: 0 })
  })

  test('drops our own image when its slot shows another one, and keeps one that the source merely lost', () => {
    const replaced = plan({
      items: [withImages([picture('MAIN', 'new'), picture('PT01', 'p1')])],
      live: account([showing(TWO)]),
    })
    const lost = plan({ items: [withImages([picture('MAIN', 'mn')])], live: account([showing(TWO)]) })

    expect(gallery(operationAt(replaced, ADDRESS))).toEqual(['asset.new.jpg', 'asset.p1.jpg'])
    expect(operationAt(replaced, ADDRESS).after.thumbnail).toBe('asset.new.jpg')
    expect(replaced.summary).toMatchObject({ attach: 1, detach: 1, thumbnail: 1 })
    expect(lost.summary).toMatchObject({ update: 0, drift: 0 })
  })

  test('spares what a person took out of it', () => {
    const contents = plan({ items: [withImages(both)], live: account([showing(TWO, [id(1)])]) })

    expect(contents.summary).toMatchObject({ update: 0, drift: 1 })
    expect(contents.drift[0]?.field).toBe('/attributes/amazon_images')
  })

  test('is left alone when nobody adopted it and it differs', () => {
    const live = product(skuOf(ASIN), { attributes: { amazon_title: `Boot ${ASIN}`, amazon_images: [id(7)] } })
    const contents = plan({ items: [withImages(both)], live: account([live]), specs: [TITLE] })

    expect(contents.conflicts.map(({ field, kind }) => [field, kind])).toContainEqual([
      '/attributes/amazon_images',
      'unadopted',
    ])
  })

  test('takes assets that older tools uploaded for the same images', () => {
    const attributes = { amazon_title: `Boot ${ASIN}`, amazon_images: [id(1), id(2)] }
    const live = product(skuOf(ASIN), { thumbnail: id(1), attributes })
    const assets = [
      { id: id(1), filename: 'amazon_01_MAIN_mn.jpg' },
      { id: id(2), filename: 'amazon_02_PT01_p1.jpg' },
    ]
    const contents = plan({ items: [withImages(both)], live: account([live], { assets }) })

    expect(contents.summary).toMatchObject({ upload: 0, update: 0, unadopted: 0 })
  })

  test('gives an image that older tools uploaded for each product another address in each, so that no two ids contradict', () => {
    const other = 'B0PRAIRIE2'
    const gallery = (asin: string, asset: string) =>
      ownedBoot(asin, { attributes: { amazon_images: [asset] } }, { images: [{ slot: 'MAIN', image: 'mn', asset }] })
    const assets = [
      { id: id(1), filename: 'amazon_01_MAIN_mn.jpg' },
      { id: id(2), filename: 'amazon_02_MAIN_mn.jpg' },
      { id: id(3), filename: 'p1.jpg' },
    ]
    const live = account([gallery(ASIN, id(1)), gallery(other, id(2))], { assets })
    const { operations } = plan({ items: [withImages(both), boot(other, { images: both })], live })

    const shown = operations.flatMap(
      ({ after }) => (after.attributes as { amazon_images?: string[] })?.amazon_images ?? [],
    )
    expect(shown).toEqual(['asset.mn.jpg', 'asset.p1.jpg', `asset.id:${id(2)}`, 'asset.p1.jpg'])
    const traits = memoryTraits({ settings: settings(), attributes: [TITLE] })
    expect([...conflictingIds(operations, traits)]).toEqual([])
  })

  test('reuses an image that another product of ours shows', () => {
    const live = showing(TWO)
    const contents = plan({ items: [withImages(both), boot('B0PRAIRIE2', { images: both })], live: account([live]) })

    expect(contents.summary).toMatchObject({ upload: 0, attach: 2, reused: 2 })
    expect(operationAt(contents, 'product.AMZN-US-B0PRAIRIE2').refs).toMatchObject({
      'asset.mn.jpg': id(1),
      'asset.p1.jpg': id(2),
    })
  })

  test('proposes an image that could not be fetched only as blocked', () => {
    const memory = { deadImages: new Set(['https://m.media-amazon.com/images/I/p1.jpg']) }
    const contents = plan({ items: [withImages(both)], live: account([showing([['MAIN', 'mn', id(1)]])]), memory })

    expect(contents.operations.filter(({ address }) => address === ADDRESS)).toEqual([])
    expect(contents.blocked).toMatchObject([{ id: 'upload:asset.p1.jpg', code: 'image' }])
    expect(contents.blocked[0]?.hint).toContain('sync plan --address asset.p1.jpg')
  })

  test('tries such an image again when it is asked for by name', () => {
    const memory = { deadImages: new Set(['https://m.media-amazon.com/images/I/p1.jpg']) }
    const selection = { addresses: ['asset.p1.jpg'] }
    const live = account([showing([['MAIN', 'mn', id(1)]])])
    const contents = plan({ items: [withImages(both)], live, memory, selection })

    expect(contents.operations.map((operation) => operation.id)).toEqual(['upload:asset.p1.jpg'])
    expect(contents.blocked).toEqual([])
  })
})
