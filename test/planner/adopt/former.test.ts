import { describe, expect, test } from 'vitest'
import { account, boot, override, ownedBoot, picture, product, skuOf, type World } from '../../support/boots.ts'
import type { PimProduct } from '../../support/pim.ts'
import { ADDRESS, type Adopting, ASIN, adopt, adopted, asset, COLOR, field, made, onlyOne, print } from './adopting.ts'

describe('with what the former tool exported', () => {
  const former = [boot(ASIN, { item_name: 'Old title', color: 'Sand', upc: '036000291452' })]
  const settle = (live: World['live'], more: Partial<Adopting> = {}) => {
    const world = { live, former, ...more }
    const contents = adopt(world)
    return { contents, next: adopted(world, contents) }
  }

  test('a value of the former tool is ours, so that the next plan writes what the source says by now', () => {
    const { contents, next } = settle(account([made({ amazon_title: 'Old title', amazon_color: 'Sand' })]))

    expect(onlyOne(contents).baseline?.prints).toEqual({
      'attributes.amazon_title': print('Old title'),
      'attributes.amazon_color': print('Sand'),
    })
    expect(next.operations).toMatchObject([
      { id: `update:${ADDRESS}`, before: { attributes: { amazon_title: 'Old title' } } },
    ])
    expect([next.drift, next.conflicts]).toEqual([[], []])
  })

  test('a value that people changed since is drift while the source says what it said then', () => {
    const { contents, next } = settle(account([made({ amazon_color: 'Red' })]))

    expect(next.drift).toMatchObject([{ field: field('color'), last_written: 'Sand', live: 'Red', decision: 'spared' }])
    expect(next.overwrites).toEqual([])
    expect(contents.drift).toEqual(next.drift)
    expect(onlyOne(contents).reason).toBe('1 value is changed since the former tool wrote it')
  })

  test('and a conflict once the source says something else', () => {
    const { contents, next } = settle(account([made({ amazon_title: 'Mine' })]))

    expect(next.conflicts).toMatchObject([{ field: field('title'), live: 'Mine', kind: 'both-moved' }])
    expect(contents.conflicts).toEqual(next.conflicts)
  })

  test('a value that people emptied is drift, unless it is empty everywhere: then the former tool never wrote it', () => {
    const other = product(skuOf('B0PRAIRIE2'), { attributes: { amazon_color: 'Sand' } })
    const fields = (products: PimProduct[]) => settle(account(products)).next.drift.map((entry) => entry.field)

    expect(fields([made({}), other])).toEqual([field('color')])
    expect(fields([made({})])).toEqual([])
  })

  test('a listing that the file lacks is adopted as without it', () => {
    const live = account([made({ amazon_title: `Boot ${ASIN}`, amazon_color: 'Red' })])
    expect(adopt({ live, former: [boot('B0PRAIRIE9')] })).toEqual(adopt({ live }))
  })

  test('overrides of today do not count for what was written then', () => {
    const overrides = [override(ASIN, { attributes: { amazon_color: 'Bomber' } })]
    const { next } = settle(account([made({ amazon_color: 'Sand' })]), { overrides })

    expect(next.operations).toMatchObject([{ after: { attributes: { amazon_color: 'Bomber' } } }])
    expect(next.overwrites).toEqual([])
  })

  test('a baseline of ours keeps what it says', () => {
    const values = { 'attributes.amazon_title': 'Ours', 'attributes.amazon_color': 'Blue' }
    const live = account([ownedBoot(ASIN, { attributes: { amazon_title: 'Ours', amazon_color: 'Red' } }, { values })])
    expect(adopt({ live, former }).operations).toEqual([])
  })

  describe('of a gallery', () => {
    const items = [boot(ASIN, { images: [picture('MAIN', 'new'), picture('PT01', 'p1')] })]
    const former = [boot(ASIN, { images: [picture('MAIN', 'mn'), picture('PT01', 'p1')] })]
    const specs = [COLOR]
    const assets = [
      { id: asset(1), filename: 'amazon_01_MAIN_mn.jpg' },
      { id: asset(2), filename: 'amazon_02_PT01_p1.jpg' },
      { id: asset(9), filename: 'studio.jpg' },
    ]
    const showing = (gallery: string[], thumbnail?: string) =>
      account([made({ amazon_images: gallery }, thumbnail === undefined ? {} : { thumbnail })], { assets })

    test('the images of then are ours: the next plan replaces what the source replaced', () => {
      const { contents, next } = settle(showing([asset(1), asset(2)], asset(1)), { items, former, specs })

      expect(onlyOne(contents).baseline?.images?.map(({ image }) => image)).toEqual(['mn', 'p1'])
      const update = next.operations.find(({ address }) => address === ADDRESS)
      expect(update?.after).toMatchObject({ attributes: { amazon_images: ['asset.new.jpg', 'asset.p1.jpg'] } })
      expect([next.drift, next.conflicts]).toEqual([[], []])
    })

    test('an image that people took away does not come back', () => {
      const { contents, next } = settle(showing([asset(2), asset(9)]), { items: former, former, specs })

      expect(onlyOne(contents).baseline?.images?.map(({ asset: shown }) => shown)).toEqual(['', 'asset.p1.jpg'])
      expect(next.operations).toEqual([])
      expect(next.drift).toMatchObject([{ field: '/attributes/amazon_images', decision: 'spared' }])
    })

    test('a thumbnail that people chose stays', () => {
      const { next } = settle(showing([asset(1), asset(2), asset(9)], asset(9)), { items: former, former, specs })

      expect(next.drift).toMatchObject([{ field: '/thumbnail', decision: 'spared' }])
      expect(next.operations).toEqual([])
    })
  })
})
