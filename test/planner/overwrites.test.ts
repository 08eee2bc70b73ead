import { describe, expect, test } from 'vitest'
import { account, boot, override, ownedBoot, plan, product, settings, skuOf, spec } from '../support/boots.ts'

const ASIN = 'B0PRAIRIE1'
const ADDRESS = `product.${skuOf(ASIN)}`
const COLOR = spec('amazon_color', { from: 'color' })
const items = [boot(ASIN, { color: 'Sand' })]

const byPolicy = settings((one) => {
  Object.assign(one.policy, { on_drift: 'overwrite', on_unadopted: 'overwrite' })
})
const live = (color: string | null) => product(skuOf(ASIN), { attributes: { amazon_color: color } })
const written = (color: string | null, value: string) =>
  ownedBoot(ASIN, { attributes: { amazon_color: color } }, { values: { 'attributes.amazon_color': value } })

describe('a value of people that a plan replaces is listed', () => {
  test.each([
    { reason: 'unadopted', product: live('Red'), before: 'Red', last: null },
    { reason: 'drift', product: written('Red', 'Sand'), before: 'Red', last: 'Sand' },
    { reason: 'both-moved', product: written('Red', 'Blue'), before: 'Red', last: null },
    { reason: 'drift', product: written(null, 'Sand'), before: null, last: 'Sand' },
  ])('$reason, from $before', ({ reason, product: one, before, last }) => {
    const { overwrites, operations } = plan({ items, live: account([one]), specs: [COLOR], settings: byPolicy })

    expect(operations.find(({ address }) => address === ADDRESS)?.action).toBe('update')
    expect(overwrites).toEqual([
      {
        address: ADDRESS,
        field: '/attributes/amazon_color',
        last_written: last,
        live: before,
        desired: 'Sand',
        reason,
      },
    ])
  })

  test('when an override decides over it', () => {
    const overrides = [override(ASIN, { attributes: { amazon_color: 'Bomber' } })]
    for (const one of [live('Red'), written('Red', 'Blue')]) {
      const { overwrites } = plan({ items, live: account([one]), specs: [COLOR], overrides })
      expect(overwrites).toMatchObject([{ live: 'Red', desired: 'Bomber', reason: 'override' }])
    }
  })
})

describe('nothing is listed as overwritten', () => {
  test.each([
    { what: 'where nothing was', product: live(null) },
    { what: 'that this program wrote itself', product: written('Blue', 'Blue') },
    { what: 'that is the same already', product: live('Sand') },
  ])('$what', ({ product: one }) => {
    expect(plan({ items, live: account([one]), specs: [COLOR], settings: byPolicy }).overwrites).toEqual([])
  })

  test.each([live('Red'), written('Red', 'Sand'), written('Red', 'Blue')])('while the policy spares it', (one) => {
    expect(plan({ items, live: account([one]), specs: [COLOR] }).overwrites).toEqual([])
  })
})

describe('spared drift names the field of the source that could take it', () => {
  const backOf = (from: string, more: Partial<Parameters<typeof plan>[0]> = {}) =>
    plan({
      items,
      live: account([written('Red', 'Sand')]),
      specs: [spec('amazon_color', { from })],
      ...more,
    }).drift.map(({ back }) => back)

  test('where a rule reads that field as it is', () => {
    expect(backOf('color')).toEqual([{ source: 'amazon', path: 'summaries[0].color' }])
  })

  test('and none where a rule makes its value of it, where an override decides, or where it is overwritten', () => {
    const overrides = [override(ASIN, { attributes: { amazon_color: 'Sand' } })]

    expect(backOf("join('', [color])")).toEqual([undefined])
    expect(backOf('color', { overrides, settings: settings() })).toEqual([undefined])
    expect(backOf('color', { settings: byPolicy })).toEqual([undefined])
  })
})
