import { expect, test } from 'vitest'
import { membersPrecondition, resourcePrecondition } from '../../src/model/precondition.ts'
import { templateOrigin } from '../../src/model/provenance.ts'
import { type PimProduct, productResource } from '../support/pim.ts'
import { BASELINE, boot, bootmaker, createWorld, digest, link, productKind, productOf, update } from './world.ts'

const PLANNED = boot('AMZN-US-B01', { label: 'Bomber', attributes: { amazon_title: 'Bomber', amazon_color: 'Brown' } })
const CHANGE = { attributes: { amazon_title: 'Bomber II' } }

const now = (change: Partial<PimProduct>) => createWorld({ seed: bootmaker([{ ...PLANNED, ...change }]) })

test('writes when the written fields are as planned, whatever else changed', async () => {
  const world = now({ label: 'Renamed', attributes: { amazon_title: '  Bomber ', amazon_color: 'Black' } })

  const { result } = await world.run([update(PLANNED, CHANGE)])

  expect(result.operations.succeeded).toBe(1)
  expect(productOf(world.target, PLANNED.sku)?.attributes).toMatchObject({
    amazon_title: 'Bomber II',
    amazon_color: 'Black',
  })
})

test('adopts a value that somebody wrote meanwhile, without a call', async () => {
  const world = now({ attributes: { amazon_title: 'Bomber  II' } })

  const { result, outcomes } = await world.run([update(PLANNED, CHANGE)])

  expect(outcomes['update:product.AMZN-US-B01']).toMatchObject({ outcome: 'adopted', target_id: PLANNED.id })
  expect(result).toMatchObject({ status: 'complete', calls: { writes: 0 } })
})

test('holds back an edited product and shows what changed', async () => {
  const world = now({ attributes: { amazon_title: 'The Bomber' } })

  const { result, outcomes } = await world.run([update(PLANNED, CHANGE)])

  expect(outcomes['update:product.AMZN-US-B01']).toMatchObject({ outcome: 'conflict', code: 'changed' })
  expect(outcomes['update:product.AMZN-US-B01']?.message).toContain(
    'attributes.amazon_title is "The Bomber", was "Bomber"',
  )
  expect(result.calls.writes).toBe(0)
  expect(result.failures).toHaveLength(1)
})

test('holds back a product whose baseline another run has rewritten', async () => {
  const world = now({ attributes: { amazon_title: 'Bomber', [BASELINE]: 'another' } })

  const { outcomes } = await world.run([update(PLANNED, CHANGE)])

  expect(outcomes['update:product.AMZN-US-B01']).toMatchObject({ outcome: 'conflict' })
  expect(outcomes['update:product.AMZN-US-B01']?.message).toContain('baseline')
})

test.each([
  ['deleted', []],
  ['made anew', [{ ...PLANNED, id: 'another' }]],
])('holds back a product that was %s', async (_what, products) => {
  const world = createWorld({ seed: bootmaker(products) })

  const { outcomes } = await world.run([update(PLANNED, CHANGE)])

  expect(outcomes['update:product.AMZN-US-B01']).toMatchObject({ outcome: 'conflict', code: 'gone' })
})

test('leaves out of the comparison what is only written along', async () => {
  const world = now({ attributes: { amazon_title: 'Bomber II', amazon_last_synced: '2026-11-01' } })
  const after = { attributes: { amazon_title: 'Bomber II', amazon_last_synced: '{today}' } }
  const baseline = { fields: ['attributes.amazon_title'], links: {} }

  const provenance = { '/attributes/amazon_last_synced': templateOrigin('amazon_last_synced') }

  const { outcomes } = await world.run([update(PLANNED, after, { baseline, provenance })])

  expect(outcomes['update:product.AMZN-US-B01']).toMatchObject({ outcome: 'adopted' })
})

test('assigns a family although its values are in place', async () => {
  const world = now({ family: null })
  const operation = update(PLANNED, { family: 'Amazon' }, { refs: { 'family.Amazon': 'fam-amazon' } })

  await world.run([operation])

  expect(productOf(world.target, PLANNED.sku)?.family).toBe('fam-amazon')
})

test('assigns a family when somebody wrote the values meanwhile', async () => {
  const world = now({ family: null, attributes: { amazon_title: 'Bomber II' } })

  await world.run([update(PLANNED, { ...CHANGE, family: 'Amazon' }, { refs: { 'family.Amazon': 'fam-amazon' } })])

  expect(productOf(world.target, PLANNED.sku)?.family).toBe('fam-amazon')
})

test('compares galleries and thumbnails by asset', async () => {
  const live = boot('AMZN-US-B01', { thumbnail: 'id-1.jpg', attributes: { amazon_images: ['id-1.jpg'] } })
  const after = { thumbnail: 'asset.2.jpg', attributes: { amazon_images: ['asset.2.jpg', 'asset.id:id-1.jpg'] } }
  const refs = { 'asset.1.jpg': 'id-1.jpg', 'asset.2.jpg': 'id-2.jpg' }
  const before = { thumbnail: 'asset.1.jpg', attributes: { amazon_images: ['asset.1.jpg'] } }
  const plan = [update(live, after, { refs, before })]
  const wanted = { thumbnail: 'id-2.jpg', attributes: { amazon_images: ['id-2.jpg', 'id-1.jpg'] } }
  const edited = { thumbnail: 'id-1.jpg', attributes: { amazon_images: ['id-1.jpg', 'id-3.jpg'] } }
  const assets = ['1.jpg', '2.jpg', '3.jpg']
  const run = (product: PimProduct) => createWorld({ seed: bootmaker([product], assets) }).run(plan)

  expect((await run({ ...live, ...wanted })).result.operations.adopted).toBe(1)
  expect((await run(live)).result.operations.succeeded).toBe(1)
  const { outcomes } = await run({ ...live, ...edited })
  expect(outcomes['update:product.AMZN-US-B01']?.message).toContain(
    'attributes.amazon_images is ["id-1.jpg","id-3.jpg"]',
  )
  expect(outcomes['update:product.AMZN-US-B01']?.message).not.toContain('thumbnail')
})

const CANONICAL = boot('MCA0032', { links: { amazon_listings: ['id-A'] } })
const REFS = { 'product.A': 'id-A', 'product.B': 'id-B' }
const JOIN = link(CANONICAL, ['A', 'B'], { refs: REFS, before: { targets: ['product.A'] } })

test.each([
  ['as planned', ['id-A'], 'succeeded'],
  ['with the new pair and a foreign one', ['id-A', 'id-B', 'id-C'], 'adopted'],
  ['without a pair that the plan found', ['id-C'], 'conflict'],
])('adds links to a product that is %s', async (_what, linked, outcome) => {
  const products = [{ ...CANONICAL, links: { amazon_listings: linked } }, boot('A'), boot('B'), boot('C')]
  const world = createWorld({ seed: bootmaker(products) })

  const { outcomes, result } = await world.run([JOIN])

  expect(outcomes['link:link.amazon_listings.MCA0032']?.outcome).toBe(outcome)
  expect(result.calls.writes).toBe(outcome === 'succeeded' ? 1 : 0)
})

test('names the link that is gone', async () => {
  const { outcomes } = await createWorld({ seed: bootmaker([boot('MCA0032'), boot('A'), boot('B')]) }).run([JOIN])

  expect(outcomes['link:link.amazon_listings.MCA0032']?.message).toContain('product.A is not linked any more')
})

test('checks many products with one look-up for every page', async () => {
  const products = Array.from({ length: 250 }, (_, n) => boot(`AMZN-US-${n}`, { label: 'Bomber' }))
  const world = createWorld({ seed: bootmaker(products) })

  const { result } = await world.run(products.map((product) => update(product, { label: 'Bomber II' })))

  expect(result.operations.succeeded).toBe(250)
  expect(result.calls.reads).toBe(3)
})

test('preconditions do not depend on the order of fields and links', () => {
  const live = productResource(PLANNED)
  const state = { live, kind: productKind, baseline: `attributes.${BASELINE}` }
  const paths = ['label', 'attributes.amazon_title']

  const one = resourcePrecondition({ ...state, paths }, digest)
  expect(resourcePrecondition({ ...state, paths: paths.toReversed() }, digest)).toBe(one)
  expect(resourcePrecondition({ ...state, paths: ['label'] }, digest)).not.toBe(one)
  expect(resourcePrecondition({ ...state, paths, live: null }, digest)).not.toBe(one)
  expect(membersPrecondition('targets', ['B', 'A'], digest)).toBe(membersPrecondition('targets', ['A', 'B'], digest))
  expect(one).toMatch(/^sha256:[0-9a-f]{64}$/)
})
