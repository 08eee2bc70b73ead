import { describe, expect, test } from 'vitest'
import type { PlanSelection } from '../../src/model/plan.ts'
import { fingerprint } from '../../src/model/values.ts'
import { account, boot, digest, ownedBoot, picture, plan, product, settings, skuOf, spec } from '../support/boots.ts'
import { carrying } from './adopt/adopting.ts'

const ASIN = 'B0PRAIRIE1'
const ADDRESS = `product.${skuOf(ASIN)}`
const COLOR = spec('amazon_color', { from: 'color' })
const BRAND = spec('amazon_brand', { from: 'brand' })
const SIZE = spec('amazon_size', { from: 'size', write: 'if-empty' })
const items = [boot(ASIN, { color: 'Sand', size: '7' })]
const print = (value: string) => fingerprint('text', value, digest)

type Take = NonNullable<PlanSelection['take']>
const take = (side: Take['side'], ...attributes: string[]) => ({ take: { side, attributes } })

/** Both moved in color, people alone in brand, and a size that they refined. */
const conflicting = ownedBoot(
  ASIN,
  { attributes: { amazon_color: 'Red', amazon_brand: 'Mine', amazon_size: '7 1/2' } },
  {
    values: {
      'attributes.amazon_color': 'Blue',
      'attributes.amazon_brand': 'Prairie Boot Co',
      'attributes.amazon_size': '8',
    },
  },
)
const unadopted = product(skuOf(ASIN), { attributes: { amazon_color: 'Red', amazon_brand: 'Prairie Boot Co' } })
const world = { items, live: account([conflicting]), specs: [COLOR, BRAND, SIZE] }
const values = (contents: ReturnType<typeof plan>) => contents.operations.map((one) => one.after.attributes)

describe('taking the side of the source', () => {
  test('writes what conflicts and what drifted, and lists it as overwritten', () => {
    const contents = plan({ ...world, selection: take('source') })

    expect(values(contents)).toEqual([{ amazon_color: 'Sand', amazon_brand: 'Prairie Boot Co' }])
    expect(contents.drift.map(({ field, decision }) => [field, decision])).toEqual([
      ['/attributes/amazon_color', 'overwritten'],
      ['/attributes/amazon_brand', 'overwritten'],
    ])
    expect(contents.overwrites.map(({ reason }) => reason)).toEqual(['both-moved', 'drift'])
  })

  test('keeps to the attributes that are named, also where people may refine a value', () => {
    expect(values(plan({ ...world, selection: take('source', 'amazon_color') }))).toEqual([{ amazon_color: 'Sand' }])
    expect(values(plan({ ...world, selection: take('source', 'amazon_size') }))).toEqual([{ amazon_size: '7' }])
  })

  test('writes what nobody adopted', () => {
    const contents = plan({ ...world, live: account([unadopted]), selection: take('source') })

    expect(values(contents)).toEqual([{ amazon_color: 'Sand', amazon_size: '7' }])
    expect(contents.overwrites).toMatchObject([{ live: 'Red', reason: 'unadopted' }])
  })

  test('leaves what people keep by an override', () => {
    const overrides = [{ id: ASIN, shop: null, position: COLOR.position, keep: ['amazon_color', 'amazon_brand'] }]
    expect(plan({ ...world, overrides, selection: take('source') }).operations).toEqual([])
  })
})

describe('taking the side of the target', () => {
  test('writes baselines alone, so that a conflict becomes drift that is spared', () => {
    const contents = plan({ ...world, selection: take('target') })

    expect(contents.operations).toMatchObject([
      {
        id: `adopt:${ADDRESS}`,
        after: {},
        baseline: { fields: [], prints: { 'attributes.amazon_color': print('Sand') } },
        reason: 'amazon_color stays as it is',
      },
    ])
    const next = plan({ ...world, live: carrying(world.live, contents) })
    expect(next.operations).toEqual([])
    expect(next.drift.map(({ field, decision }) => [field, decision])).toEqual([
      ['/attributes/amazon_color', 'spared'],
      ['/attributes/amazon_brand', 'spared'],
    ])
    expect(next.conflicts.filter(({ kind }) => kind !== 'kept')).toEqual([])
  })

  test('becomes a conflict again when the source moves once more', () => {
    const live = carrying(world.live, plan({ ...world, selection: take('target') }))
    const moved = plan({ ...world, items: [boot(ASIN, { color: 'Bomber', size: '7' })], live })
    expect(moved.conflicts).toMatchObject([
      { live: 'Red', desired: 'Bomber', last_written: null, kind: 'both-moved' },
      {},
    ])
  })

  test('settles what nobody adopted, and remembers what equals the source with it', () => {
    const live = account([unadopted])
    const contents = plan({ ...world, live, specs: [COLOR, BRAND], selection: take('target') })

    expect(contents.operations).toMatchObject([{ id: `adopt:${ADDRESS}` }])
    expect(contents.operations[0]?.baseline?.prints).toEqual({
      'attributes.amazon_brand': print('Prairie Boot Co'),
      'attributes.amazon_color': print('Sand'),
    })
  })

  test('goes along where the product is written anyway', () => {
    const live = account([unadopted])
    const contents = plan({ ...world, live, selection: take('target') })

    expect(contents.operations).toMatchObject([
      {
        id: `update:${ADDRESS}`,
        after: { attributes: { amazon_size: '7' } },
        baseline: { prints: { 'attributes.amazon_color': print('Sand') } },
      },
    ])
  })

  test('needs the name of an attribute that people may refine', () => {
    const size = (selection: Partial<PlanSelection>) =>
      plan({ ...world, specs: [SIZE], selection }).operations.map(({ action }) => action)

    expect(size(take('target'))).toEqual([])
    expect(size(take('target', 'amazon_size'))).toEqual(['adopt'])
  })

  test('stands above a policy that overwrites', () => {
    const bold = settings((one) => Object.assign(one.policy, { on_drift: 'overwrite', on_unadopted: 'overwrite' }))
    const contents = plan({ ...world, settings: bold, selection: take('target', 'amazon_color') })

    expect(values(contents)).toEqual([{ amazon_brand: 'Prairie Boot Co' }])
    expect(contents.operations[0]?.baseline?.prints).toEqual({ 'attributes.amazon_color': print('Sand') })
  })
})

describe('of a gallery', () => {
  const id = (number: number) => number.toString(16).padStart(24, 'a')
  const mine = product(skuOf(ASIN), { attributes: { amazon_images: [id(9)] } })
  const pictured = {
    items: [boot(ASIN, { images: [picture('MAIN', 'mn')] })],
    live: account([mine], { assets: [{ id: id(9), filename: 'studio.jpg' }] }),
    specs: [],
  }

  test('the side of the target keeps it as people have it, and it is drift from then on', () => {
    const contents = plan({ ...pictured, selection: take('target', 'amazon_images') })

    expect(contents.operations).toMatchObject([
      { id: `adopt:${ADDRESS}`, baseline: { images: [{ slot: 'MAIN', image: 'mn', asset: '' }] } },
    ])
    const next = plan({ ...pictured, live: carrying(pictured.live, contents) })
    expect(next.operations).toEqual([])
    expect(next.drift).toMatchObject([{ field: '/attributes/amazon_images', decision: 'spared' }])
  })

  test('the side of the source shows its images first', () => {
    const contents = plan({ ...pictured, selection: take('source', 'amazon_images') })
    expect(values(contents).at(-1)).toEqual({ amazon_images: ['asset.mn.jpg', `asset.id:${id(9)}`] })
  })
})
