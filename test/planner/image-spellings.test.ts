import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Baseline } from '../../src/model/baseline.ts'
import { fingerprint } from '../../src/model/values.ts'
import { account, boot, digest, operationAt, ownedBoot, plan, product, settings, skuOf } from '../support/boots.ts'

const FIELD = join(import.meta.dirname, '../fixtures/field/image-id-percent-encoded/links.json')

const HOSTS = settings((value) => {
  if (value.sources[0]) value.sources[0].image_hosts = ['m.media-amazon.com', 'images-na.ssl-images-amazon.com']
})
const MEDIA = 'https://m.media-amazon.com/images/I'
const id = (number: number) => number.toString(16).padStart(24, 'a')

const showing = (links: string[]) => links.map((link, index) => ({ variant: slot(index), link, width: 1, height: 1 }))
const slot = (index: number) => (index === 0 ? 'MAIN' : `PT${String(index).padStart(2, '0')}`)

function planned(links: string[][], live = account([])) {
  const items = links.map((own, index) =>
    boot(`B0PRAIRIE${(index + 1).toString(36).toUpperCase()}`, { images: showing(own) }),
  )
  return plan({ items, live, settings: HOSTS })
}

const uploads = (contents: ReturnType<typeof plan>) =>
  contents.operations.filter(({ action }) => action === 'upload').map(({ after }) => after)

const galleryOf = (contents: ReturnType<typeof plan>, asin: string) =>
  (operationAt(contents, `product.${skuOf(asin)}`).after.attributes as { amazon_images?: string[] }).amazon_images

const SPELLINGS = [
  `${MEDIA}/61+OigWtPQL.jpg`,
  `${MEDIA}/61%2BOigWtPQL.jpg`,
  `${MEDIA}/61%2bOigWtPQL._SL1500_.jpg`,
  `${MEDIA}/61%252BOigWtPQL.jpg`,
  `${MEDIA}/61+OigWtPQL._AC_UL320_SR200,260_.jpg`,
  `${MEDIA}/61+OigWtPQL._AC_SR200%2C260_QL70_.jpg`,
  `${MEDIA}/61+OigWtPQL.JPG`,
  `${MEDIA}/61+OigWtPQL.png`,
  ` ${MEDIA}/61+OigWtPQL.jpg`,
  'https://M.Media-Amazon.com/images/I/61+OigWtPQL.jpg',
  'https://images-na.ssl-images-amazon.com/images/I/61+OigWtPQL.jpg',
  'https://m.media-amazon.com/images/W/MEDIAX_1215821-T2/images/I/61%2BOigWtPQL._SS210_.jpg',
]

describe('one picture', () => {
  test.each(SPELLINGS)('is one asset, once in the gallery, beside the plain spelling: %s', (spelling) => {
    const contents = planned([[spelling, `${MEDIA}/61+OigWtPQL.jpg`]])

    expect(uploads(contents)).toEqual([{ filename: '61-pOigWtPQL.jpg', url: `${MEDIA}/61+OigWtPQL.jpg` }])
    expect(galleryOf(contents, 'B0PRAIRIE1')).toEqual(['asset.61-pOigWtPQL.jpg'])
  })

  test('is one asset whatever listings show it, in whatever spelling and order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(SPELLINGS, { minLength: 2 }), (spellings) => {
        const contents = planned(spellings.map((spelling) => [spelling]))
        const shuffled = planned(spellings.toReversed().map((spelling) => [spelling]))

        expect(uploads(contents)).toHaveLength(1)
        expect(uploads(shuffled)).toEqual(uploads(contents))
        expect(contents.summary.attach).toBe(spellings.length)
      }),
      { numRuns: 40 },
    )
  })

  test('keeps the address as the source spells its extension, under a name in small letters', () => {
    expect(uploads(planned([[`${MEDIA}/71abc.PNG`]]))).toEqual([{ filename: '71abc.png', url: `${MEDIA}/71abc.PNG` }])
  })

  test('of another id stays another, however alike', () => {
    const links = ['81c+d', '81c-d', '81c--d', '81c_d', '81C+d', '81c-pd'].map((name) => `${MEDIA}/${name}.jpg`)

    expect(new Set(uploads(planned([links])).map(({ filename }) => filename)).size).toBe(6)
  })

  test.each([`${MEDIA}/61%2FOig.jpg`, `${MEDIA}/61%ZZ.jp`, `${MEDIA}/61 Oig.jpg`, `${MEDIA}/a\u0000/61Oig.jpg`])(
    'is none at %j',
    (link) => {
      const contents = planned([[link]])

      expect(contents.summary.upload).toBe(0)
      expect(contents.diagnostics.map(({ code }) => code)).toContain('image-unusable')
    },
  )
})

/** A boot of ours as an earlier version wrote it, with image ids as the links spelt them. */
function written(images: Baseline['images'], gallery = images.map(({ asset }) => asset)) {
  const thumbnail = images.find(({ slot: place }) => place === 'MAIN')?.asset
  return ownedBoot(
    'B0PRAIRIE1',
    { ...(thumbnail ? { thumbnail } : {}), attributes: { amazon_title: 'Boot B0PRAIRIE1', amazon_images: gallery } },
    {
      images,
      fields: {
        'attributes.amazon_title': fingerprint('text', 'Boot B0PRAIRIE1', digest),
        ...(thumbnail ? { thumbnail: fingerprint('assets', thumbnail, digest) } : {}),
      },
    },
  )
}

describe('an asset of an earlier version', () => {
  const links = [[`${MEDIA}/61+OigWtPQL.jpg`]]

  test('is known by its baseline, and left where it is', () => {
    const live = account([written([{ slot: 'MAIN', image: '61%2BOigWtPQL', asset: id(1) }])])

    const { summary } = planned(links, live)

    expect(summary).toMatchObject({ upload: 0, update: 0, drift: 0 })
  })

  test.each(['61%2BOigWtPQL.jpg', '61-pOigWtPQL.JPG', 'amazon_01_MAIN_61%2BOigWtPQL.jpg'])(
    'is known by its file name %s where no baseline names it',
    (filename) => {
      const attributes = { amazon_title: 'Boot B0PRAIRIE1', amazon_images: [id(1)] }
      const live = product(skuOf('B0PRAIRIE1'), { thumbnail: id(1), attributes })

      const { summary } = planned(links, account([live], { assets: [{ id: id(1), filename }] }))

      expect(summary).toMatchObject({ upload: 0, update: 0, unadopted: 0 })
    },
  )

  test('that shows the same picture a second time leaves the gallery', () => {
    const images = [
      { slot: 'MAIN', image: '61+OigWtPQL', asset: id(1) },
      { slot: 'PT01', image: '61%2BOigWtPQL', asset: id(2) },
    ]

    const contents = planned(links, account([written(images, [id(1), id(2), id(9)])]))

    expect(contents.summary).toMatchObject({ upload: 0, detach: 1 })
    expect(galleryOf(contents, 'B0PRAIRIE1')).toEqual(['asset.61-pOigWtPQL.jpg', `asset.id:${id(9)}`])
  })
})

test('the spellings that were met are one asset, once in each gallery', () => {
  const links: string[] = JSON.parse(readFileSync(FIELD, 'utf8'))

  const contents = planned([links, ...links.map((link) => [link])])

  expect(uploads(contents).map(({ filename }) => filename)).toEqual(['61-pOigWtPQL.jpg'])
  expect(galleryOf(contents, 'B0PRAIRIE1')).toEqual(['asset.61-pOigWtPQL.jpg'])
})
