import { describe, expect, test } from 'vitest'
import type { Settings } from '../../src/model/settings.ts'
import { chosenShops, namedShops, neighboursOf, type ShopOfSource, shopNames } from '../../src/services/shops.ts'
import { choosable, requestOf } from '../../src/services/source-request.ts'
import tiny from '../architecture/tiny/index.ts'
import { settings } from '../support/boots.ts'
import { providers } from '../support/providers.ts'

const place = {
  providers: new Map([...providers, ['tiny', tiny]]),
  settings: settings((value: Settings) => {
    const [first] = value.sources
    if (!first) return
    const options = { brands: [], asins: [], include_parents: true, seller_id: null, lookup_gtins: false }
    value.sources = [
      { ...first, shops: ['US', 'UK'], options },
      { ...first, provider: 'tiny', shops: ['North', 'a:b'], options: { boots: 2 } },
    ]
  }),
}
const told = (shops: ShopOfSource[]) => shops.map(({ settings: { provider }, shop }) => `${provider} ${shop}`)
const NOTHING_CHOSEN = { brands: [], ids: [], relatives: true, codes: true, limit: null }

describe('the shops of a workspace', () => {
  test('are those of all sources, in order, or those that are named as their source writes them', () => {
    expect(told(namedShops(place, []))).toEqual(['amazon US', 'amazon UK', 'tiny North', 'tiny a:b'])
    expect(told(namedShops(place, ['a:b', 'gb']))).toEqual(['amazon UK', 'tiny a:b'])
    expect(shopNames(namedShops(place, ['us', 'North']))).toBe('amazon US and tiny North')
    expect(neighboursOf(namedShops(place, ['us'])[0] as ShopOfSource)).toEqual(['UK'])
  })

  test('are refused by name where the workspace does not have them', () => {
    expect(() => namedShops(place, ['DE', 'north'])).toThrow(
      'Marketplace DE, north is not configured; sync.yaml names US, UK, North, a:b.',
    )
  })

  test('may be others of the first source for an export', () => {
    expect(told(chosenShops(place, ['de', 'North', 'DE']))).toEqual(['amazon DE', 'tiny North'])
  })
})

describe('what flags choose', () => {
  test('is asked of the sources that know how, and of no others', () => {
    const shops = namedShops(place, [])

    expect(told(choosable(shops, { ...NOTHING_CHOSEN, brands: ['Boots'] }))).toEqual(['amazon US', 'amazon UK'])
    expect(choosable(shops, { ...NOTHING_CHOSEN, limit: 3 })).toEqual(shops)
    const [, , north] = shops
    expect(() => choosable([north as ShopOfSource], { ...NOTHING_CHOSEN, ids: ['1'] })).toThrow(
      '--asin chooses nothing here: the sources of sync.yaml are always read whole.',
    )
  })

  test('is at least a limit, which tells such an export from a whole one', () => {
    const [, , north] = namedShops(place, [])

    expect(requestOf(north as ShopOfSource, { ...NOTHING_CHOSEN, limit: 1 })).toEqual({
      shop: 'North',
      limit: 1,
      want: { boots: 2 },
      query: { boots: 2, limit: 1 },
      codes: false,
    })
  })
})
