import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../../src/model/values.ts'
import { account, boot, digest, picture, product, skuOf } from '../../support/boots.ts'
import { ASIN, adopt, asset, made, onlyOne } from './adopting.ts'

describe('a gallery', () => {
  const items = [boot(ASIN, { images: [picture('MAIN', 'mn'), picture('PT01', 'p1')] })]
  const [main, second, theirs] = [asset(1), asset(2), asset(9)]
  const assets = [
    { id: main, filename: 'amazon_01_MAIN_mn.jpg' },
    { id: second, filename: 'p1.jpg' },
    { id: theirs, filename: 'studio.jpg' },
  ]
  const showing = (gallery: string[], thumbnail?: string) =>
    account([made({ amazon_images: gallery }, thumbnail === undefined ? {} : { thumbnail })], { assets })

  test('that shows the images in order among those of others is ours, and so is its thumbnail', () => {
    const { baseline, refs } = onlyOne(adopt({ items, live: showing([theirs, main, second], main) }))

    expect(baseline).toMatchObject({
      images: [
        { slot: 'MAIN', image: 'mn', asset: 'asset.mn.jpg' },
        { slot: 'PT01', image: 'p1', asset: 'asset.p1.jpg' },
      ],
      prints: { thumbnail: fingerprint('assets', main, digest) },
    })
    expect(refs).toEqual({ 'asset.mn.jpg': main, 'asset.p1.jpg': second })
  })

  test.each([
    ['another order', [second, main]],
    ['less', [main]],
    ['those of others alone', [theirs]],
    ['nothing', []],
  ])('with %s is not', (_, gallery) => {
    const { baseline } = onlyOne(adopt({ items, live: showing(gallery) }))
    expect(baseline).not.toHaveProperty('images')
  })

  test('names the asset itself where products show one image by different assets', () => {
    const both = [...items, boot('B0PRAIRIE2', { images: [picture('MAIN', 'mn')] })]
    const [first, other] = [
      made({ amazon_images: [main, second] }),
      product(skuOf('B0PRAIRIE2'), { attributes: { amazon_images: [asset(5)] } }),
    ]
    const twice = [...assets, { id: asset(5), filename: 'amazon_03_PT02_mn.jpg' }]
    const { operations } = adopt({ items: both, live: account([first, other], { assets: twice }) })

    expect(operations.map(({ refs, baseline }) => [refs['asset.mn.jpg'], baseline?.images?.[0]?.asset])).toEqual([
      [main, 'asset.mn.jpg'],
      [undefined, `asset.id:${asset(5)}`],
    ])
  })
})
