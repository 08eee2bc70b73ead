import { describe, expect, test } from 'vitest'
import { liveOf } from '../../src/model/live.ts'
import { fingerprint } from '../../src/model/values.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import {
  account,
  boot,
  digest,
  ownedBoot,
  picture,
  plan,
  planInput,
  product,
  settings,
  skuOf,
  spec,
  type World,
} from '../support/boots.ts'

const ASIN = 'B0PRAIRIE1'
const COLOR = spec('amazon_color', { from: 'color' })
const BRAND = spec('amazon_brand', { from: 'brand' })
const items = [boot(ASIN, { color: 'Sand' })]
const made = (color: string) => product(skuOf(ASIN), { attributes: { amazon_color: color } })
const said = (world: Partial<World> & { live: World['live'] }) =>
  plan({ items, specs: [COLOR, BRAND], ...world }).diagnostics.filter(({ code }) => code === 'unadopted')

describe('a plan of products without baselines', () => {
  test('begins with how many there are, what is kept of them, and the command that takes them over', () => {
    const [first] = plan({ items, specs: [COLOR], live: account([made('Red')]) }).diagnostics

    expect(first).toMatchObject({ severity: 'warning', code: 'unadopted', address: null })
    expect(first?.message).toBe(
      '1 product of ours has no baseline: older tools or people made it. 1 value that differs from the source is kept.',
    )
    expect(first?.hint).toContain('sync adopt --out adopt.json, then sync apply adopt.json')
  })

  test('says so where it overwrites them, and where runs from here had made them', () => {
    const bold = settings((one) => Object.assign(one.policy, { on_unadopted: 'overwrite' }))
    const [found] = said({ live: account([made('Red')]), settings: bold, memory: { created: new Set([skuOf(ASIN)]) } })

    expect(found?.message).toContain('1 made from here lost it')
    expect(found?.message).toContain('is overwritten')
  })

  test.each([
    ['every product has one', account([ownedBoot(ASIN, { attributes: { amazon_color: 'Sand' } })])],
    ['the export lacks their listings', account([product(skuOf('B0PRAIRIE9'))])],
    ['they are no products of ours', account([product('PB1000')])],
  ])('says nothing of it where %s', (_, live) => {
    expect(said({ live })).toEqual([])
  })

  test('keeps to what was chosen', () => {
    const selection = { addresses: [`product.${skuOf('B0PRAIRIE2')}`] }
    expect(said({ live: account([made('Red')]), selection })).toEqual([])
  })
})

describe('a product without a baseline that is written anyway', () => {
  const asset = 'a'.repeat(24)
  const live = account(
    [product(skuOf(ASIN), { thumbnail: asset, attributes: { amazon_color: 'Sand', amazon_images: [asset] } })],
    { assets: [{ id: asset, filename: 'amazon_01_MAIN_mn.jpg' }] },
  )
  const pictured = [boot(ASIN, { color: 'Sand', images: [picture('MAIN', 'mn')] })]

  test('is fingerprinted for what is written and for what equals the source, gallery and thumbnail among it', () => {
    const { operations } = plan({ items: pictured, live, specs: [COLOR, BRAND] })

    expect(operations).toMatchObject([
      {
        id: `update:product.${skuOf(ASIN)}`,
        after: { attributes: { amazon_brand: 'Prairie Boot Co' } },
        refs: { 'asset.mn.jpg': asset },
        baseline: {
          fields: ['attributes.amazon_brand'],
          images: [{ slot: 'MAIN', image: 'mn', asset: 'asset.mn.jpg' }],
          prints: {
            'attributes.amazon_color': fingerprint('text', 'Sand', digest),
            thumbnail: fingerprint('assets', asset, digest),
          },
        },
      },
    ])
  })

  test('gets nothing but that where nothing has to be written', () => {
    expect(plan({ items: pictured, live, specs: [COLOR] }).operations).toEqual([])
  })

  test('is not fingerprinted again once it has a baseline', () => {
    const owned = account([ownedBoot(ASIN, { attributes: { amazon_color: 'Sand' } })])
    const [update] = plan({ items, live: owned, specs: [COLOR, BRAND] }).operations
    expect(update?.baseline).not.toHaveProperty('prints')
  })
})

describe('a value that the target gave of itself', () => {
  const given = (unset: string[]) => {
    const live = account([ownedBoot(ASIN, { attributes: { amazon_color: 'Red' } })])
    const input = planInput({ items, specs: [COLOR], live })
    for (const one of liveOf(input.live, 'product')) one.unset = unset
    return assemblePlan(input)
  }

  test('gives way to what the source says, as nobody wrote it', () => {
    const { operations, conflicts } = given(['attributes.amazon_color'])

    expect(operations.map(({ after }) => after)).toEqual([{ attributes: { amazon_color: 'Sand' } }])
    expect(conflicts).toEqual([])
  })

  test('is told from one that somebody wrote', () => {
    const { operations, conflicts } = given([])

    expect(operations).toEqual([])
    expect(conflicts).toMatchObject([{ kind: 'unadopted', live: 'Red' }])
  })
})
