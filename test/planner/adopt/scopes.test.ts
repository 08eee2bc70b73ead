import { describe, expect, test } from 'vitest'
import { account, boot, ownedBoot, skuOf } from '../../support/boots.ts'
import { ADDRESS, ASIN, adopt, adopted, onlyOne, print, sand } from './adopting.ts'

describe('products of another scope', () => {
  const theirs = (more: Parameters<typeof ownedBoot>[2] = {}) =>
    ownedBoot(
      ASIN,
      { attributes: { amazon_title: 'Theirs', amazon_color: 'Sand' } },
      {
        scope: 'hats',
        values: { 'attributes.amazon_title': 'Theirs' },
        links: { amazon_listings: ['PB1000'] },
        ...more,
      },
    )

  test('are taken over with what their baselines say, by name of the scope alone', () => {
    const live = account([theirs(), ownedBoot('B0PRAIRIE2', {}, { scope: 'gloves' })])
    const items = [sand, boot('B0PRAIRIE2')]
    const contents = adopt({ items, live, fromScope: 'hats' })

    expect(onlyOne(contents).baseline).toMatchObject({
      from_scope: 'hats',
      prints: { 'attributes.amazon_color': print('Sand') },
    })
    expect(contents.blocked).toMatchObject([{ address: `product.${skuOf('B0PRAIRIE2')}`, code: 'other-scope' }])
    expect(contents.population).toMatchObject({ owned: 0 })
  })

  test('are written by the next plan as if they had been ours all along', () => {
    const world = { live: account([theirs()]), fromScope: 'hats' }
    const next = adopted(world, adopt(world))

    expect(next.operations).toMatchObject([
      { id: `update:${ADDRESS}`, after: { attributes: { amazon_title: `Boot ${ASIN}` } } },
    ])
    expect(next.conflicts).toEqual([])
  })

  test('stay what they are when the export has no such listing', () => {
    expect(adopt({ items: [boot('B0PRAIRIE9')], live: account([theirs()]), fromScope: 'hats' }).operations).toEqual([])
  })

  test('of a scope that nobody has are a slip, which is said with the nearest name', () => {
    const { diagnostics } = adopt({ live: account([theirs()]), fromScope: 'hat' })
    expect(diagnostics).toMatchObject([{ code: 'unknown-scope', hint: 'Did you mean hats?' }])
  })

  test('get former values for what their baselines lack', () => {
    const live = account([theirs()])
    const contents = adopt({ live, fromScope: 'hats', former: [boot(ASIN, { item_name: 'Former', color: 'Sand' })] })
    expect(onlyOne(contents).baseline?.prints).toEqual({ 'attributes.amazon_color': print('Sand') })
  })
})
