import { describe, expect, test } from 'vitest'
import { type LiveResource, liveOf } from '../../src/model/live.ts'
import { type Removals, removals } from '../../src/planner/diff/removal.ts'
import { account, boot, ownedBoot, planInput, product, skuOf, spec, TITLE, type World } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'

const SPECS = [TITLE, spec('amazon_last_synced', { type: 'Date', value: '{today}', write: 'on-change' })]
const TITLED = { values: { 'attributes.amazon_title': 'Boot' } }
const PICTURES = [
  { slot: 'MAIN', image: '71main', asset: 'a1' },
  { slot: 'PT01', image: '71side', asset: 'a2' },
]

/** What removing says of one product of an account. */
function world(one: PimProduct, more: Partial<World> & { assets?: { id: string; filename: string }[] } = {}) {
  const live = account([one], more.assets ? { assets: more.assets } : {})
  const input = planInput({ items: [boot('B0BOOT0000')], live, specs: SPECS, ...more })
  const kinds = input.traits.kinds.map((kind) =>
    kind.name === 'product' ? { ...kind, verbs: { ...kind.verbs, remove: 'delete' as const } } : kind,
  )
  const [found] = liveOf(input.live, 'product') as [LiveResource]
  return { found, removing: removals({ ...input, traits: { ...input.traits, kinds } }), input }
}

function objection(one: PimProduct, more: Partial<World> = {}) {
  const { found, removing } = world(one, more)
  return removing.objectionTo(found)
}

const titled = { attributes: { amazon_title: 'Boot' } }

describe('a product', () => {
  test('may be deleted when this program made it and everything is as it was last written', () => {
    expect(objection(ownedBoot('B0BOOT0000', titled, TITLED))).toBeNull()
  })

  test('may be deleted whatever its values that only go along with changes are', () => {
    const synced = { attributes: { ...titled.attributes, amazon_last_synced: '2026-11-20' } }
    expect(objection(ownedBoot('B0BOOT0000', synced, TITLED))).toBeNull()
  })

  test('may be deleted under any SKU, as long as its baseline is valid', () => {
    const input = planInput({ items: [], live: account([]) })
    expect(input.keys.owns('OLD-B0BOOT0000')).toBe(false)
    const made = { ...TITLED, sku: 'OLD-B0BOOT0000' }
    expect(objection({ ...ownedBoot('B0BOOT0000', titled, made), sku: 'OLD-B0BOOT0000' })).toBeNull()
  })

  test('may be deleted where its key stands among the fields that people define', () => {
    const keyed = ownedBoot('B0BOOT0000', { attributes: { ...titled.attributes, sync_key: 'B0BOOT0000' } }, TITLED)
    const { found, input } = world(keyed)
    const kinds = input.traits.kinds.map((kind) =>
      kind.name === 'product'
        ? { ...kind, keyField: 'attributes.sync_key', verbs: { ...kind.verbs, remove: 'delete' as const } }
        : kind,
    )
    expect(removals({ ...input, traits: { ...input.traits, kinds } }).objectionTo(found)).toBeNull()
  })

  test('may be deleted with values that the target gave it of itself', () => {
    const { found, removing } = world(ownedBoot('B0BOOT0000', titled, {}))
    expect(removing.objectionTo({ ...found, unset: ['attributes.amazon_title'] })).toBeNull()
  })

  test.each<[why: string, one: PimProduct, code: string]>([
    ['it has no baseline', product(skuOf('B0BOOT0000'), titled), 'not-ours'],
    ['it was taken over', ownedBoot('B0BOOT0000', titled, { ...TITLED, created: false }), 'not-ours'],
    ['it is a copy', { ...ownedBoot('B0BOOT0000', titled, TITLED), sku: skuOf('B0COPY0000') }, 'not-ours'],
    ['another scope owns it', ownedBoot('B0BOOT0000', titled, { ...TITLED, scope: 'hats' }), 'other-scope'],
    ['a value was changed', ownedBoot('B0BOOT0000', { attributes: { amazon_title: 'Shoe' } }, TITLED), 'changed'],
    ['a value was cleared', ownedBoot('B0BOOT0000', {}, TITLED), 'changed'],
    ['a managed value was filled', ownedBoot('B0BOOT0000', titled, {}), 'changed'],
    [
      'its gallery holds more than ours',
      ownedBoot(
        'B0BOOT0000',
        { attributes: { ...titled.attributes, amazon_images: ['a1', 'a2', 'x9'] } },
        { ...TITLED, images: PICTURES },
      ),
      'changed',
    ],
    [
      'its gallery stands in another order',
      ownedBoot(
        'B0BOOT0000',
        { attributes: { ...titled.attributes, amazon_images: ['a2', 'a1'] } },
        { ...TITLED, images: PICTURES },
      ),
      'changed',
    ],
    ['it was given a main picture', ownedBoot('B0BOOT0000', { ...titled, thumbnail: 'x9' }, TITLED), 'changed'],
  ])('is not deleted when %s', (_, one, code) => {
    expect(objection(one)).toMatchObject({ code })
  })

  test('is not deleted when its kind says that others hang on it', () => {
    const { found, input } = world(ownedBoot('B0BOOT0000', titled, TITLED))
    const kinds = input.traits.kinds.map((kind) =>
      kind.name === 'product'
        ? { ...kind, verbs: { ...kind.verbs, remove: 'delete' as const }, bound: () => 'has 2 variants' }
        : kind,
    )
    const objected = removals({ ...input, traits: { ...input.traits, kinds } }).objectionTo(found)

    expect(objected).toMatchObject({ code: 'bound', message: 'AMZN-US-B0BOOT0000 has 2 variants.' })
  })

  test('is not deleted in a target that cannot, and the finding says so', () => {
    const { found, input } = world(ownedBoot('B0BOOT0000', titled, TITLED))
    const kinds = input.traits.kinds.map((kind) => ({
      ...kind,
      verbs: { create: kind.verbs.create, update: kind.verbs.update },
    }))
    const removing: Removals = removals({ ...input, traits: { ...input.traits, kinds } })
    const objected = removing.objectionTo(found)

    expect(objected).toMatchObject({ code: 'unsupported' })
    expect(objected && removing.blocked(found, objected)).toMatchObject({
      id: 'delete:product.AMZN-US-B0BOOT0000',
      action: 'delete',
      code: 'unsupported',
    })
  })
})

describe('the delete of a product', () => {
  const one = ownedBoot(
    'B0BOOT0000',
    {
      ...titled,
      status: 'Draft',
      thumbnail: 'a1',
      attributes: { ...titled.attributes, amazon_images: ['a1', 'a2'] },
      links: { amazon_hierarchy: ['p9'] },
    },
    { ...TITLED, images: PICTURES },
  )

  test('holds all that is known of it, pictures as addresses, and nothing after', () => {
    const { found, removing } = world(one, { assets: [{ id: 'a1', filename: '71main.jpg' }] })
    const { operation } = removing.draftOf(found, 'it is gone')

    expect(operation).toMatchObject({
      id: 'delete:product.AMZN-US-B0BOOT0000',
      target_id: one.id,
      after: {},
      reason: 'it is gone',
      risk: 'high',
      refs: { 'asset.71main.jpg': 'a1' },
    })
    expect(operation.before).toEqual({
      sku: 'AMZN-US-B0BOOT0000',
      status: 'Draft',
      thumbnail: 'asset.71main.jpg',
      attributes: {
        amazon_title: 'Boot',
        amazon_images: ['asset.71main.jpg', 'asset.id:a2'],
        amazon_sync_baseline: one.attributes.amazon_sync_baseline,
      },
    })
  })

  test('knows which pictures ids stand for', () => {
    const { found, removing } = world(one)
    expect(removing.names(found)).toEqual([
      ['asset.id:a1', 'MAIN 71main'],
      ['asset.id:a2', 'PT01 71side'],
    ])
  })

  test.each([
    ['a value that this program wrote', { ...one, attributes: { ...one.attributes, amazon_title: 'Shoe' } }, false],
    ['a value that it never wrote', { ...one, status: 'Completed' }, true],
  ])('stands for %s as it was', (_, other, same) => {
    const precondition = (of: PimProduct) => {
      const { found, removing } = world(of)
      return removing.draftOf(found, '').operation.precondition
    }
    expect(precondition(other) === precondition(one)).toBe(same)
  })
})
