import { expect, test } from 'vitest'
import { formatBaseline, parseBaseline } from '../../src/model/baseline.ts'
import { fingerprint } from '../../src/model/values.ts'
import { BASELINE, boot, bootmaker, create, createWorld, digest, productOf, update } from './world.ts'

const EARLIER = {
  account: 'memory',
  sku: 'AMZN-US-B01',
  scope: 'boots',
  run: '20261101T000000Z-0001',
  created: true,
  fields: { label: '11111111', 'attributes.amazon_title': '22222222' },
  images: [{ slot: 'MAIN', image: '70old', asset: 'id-70old.jpg' }],
  links: { amazon_listings: ['MCA0032'] },
}
const withBaseline = (baseline: typeof EARLIER) =>
  boot('AMZN-US-B01', {
    label: 'Bomber',
    attributes: { amazon_title: 'Bomber', [BASELINE]: formatBaseline(baseline, digest) },
  })

async function written(live: ReturnType<typeof boot>, ...plan: Parameters<ReturnType<typeof createWorld>['run']>) {
  const world = createWorld({ seed: bootmaker([live], ['70old.jpg', '71main.jpg']) })
  const { result } = await world.run(...plan)
  expect(result.status).toBe('complete')
  return productOf(world.target, 'AMZN-US-B01')?.attributes[BASELINE]
}

test('a create leaves a baseline with what was written, by whom, and that we made it', async () => {
  const world = createWorld({ seed: bootmaker([], ['71main.jpg']) })
  const refs = { 'asset.71main.jpg': 'id-71main.jpg' }
  const baseline = {
    fields: ['label', 'thumbnail', 'attributes.amazon_title'],
    images: [{ slot: 'MAIN', image: '71main', asset: 'asset.71main.jpg' }],
    links: { amazon_listings: ['MCA0032'] },
  }
  const after = {
    label: 'Bomber',
    thumbnail: 'asset.71main.jpg',
    attributes: { amazon_title: 'Bomber  II', amazon_color: 'Brown' },
  }

  await world.run([create('AMZN-US-B01', after, { baseline, refs })])

  const text = productOf(world.target, 'AMZN-US-B01')?.attributes[BASELINE]
  expect(parseBaseline(text, digest)).toEqual({
    account: 'memory',
    sku: 'AMZN-US-B01',
    scope: 'boots',
    run: '20261121T030000Z-3f2a',
    created: true,
    fields: {
      label: fingerprint('text', 'Bomber', digest),
      thumbnail: fingerprint('text', 'id-71main.jpg', digest),
      'attributes.amazon_title': fingerprint('text', 'Bomber II', digest),
    },
    images: [{ slot: 'MAIN', image: '71main', asset: 'id-71main.jpg' }],
    links: { amazon_listings: ['MCA0032'] },
  })
})

test('an update renews the fingerprints of the fields it wrote and keeps everything else', async () => {
  const live = withBaseline(EARLIER)
  const text = await written(live, [update(live, { label: 'Bomber II' })])

  expect(parseBaseline(text, digest)).toEqual({
    ...EARLIER,
    run: '20261121T030000Z-3f2a',
    fields: { ...EARLIER.fields, label: fingerprint('text', 'Bomber II', digest) },
  })
})

test('an update replaces the gallery and the links of the relationships it names', async () => {
  const live = withBaseline(EARLIER)
  const images = [{ slot: 'MAIN', image: '71main', asset: 'asset.71main.jpg' }]
  const baseline = { fields: ['label'], images, links: { amazon_hierarchy: ['AMZN-US-B00'] } }
  const refs = { 'asset.71main.jpg': 'id-71main.jpg' }

  const text = await written(live, [update(live, { label: 'Bomber II' }, { baseline, refs })])

  expect(parseBaseline(text, digest)).toMatchObject({
    images: [{ slot: 'MAIN', image: '71main', asset: 'id-71main.jpg' }],
    links: { amazon_listings: ['MCA0032'], amazon_hierarchy: ['AMZN-US-B00'] },
  })
})

test.each([
  ['is damaged', `${formatBaseline(EARLIER, digest)} edited`],
  ['came with a copied product', formatBaseline({ ...EARLIER, sku: 'AMZN-US-B99' }, digest)],
])('a baseline that %s counts as none, and the product not as made here', async (_why, text) => {
  const live = boot('AMZN-US-B01', { label: 'Bomber', attributes: { [BASELINE]: text } })

  const next = parseBaseline(await written(live, [update(live, { label: 'Bomber II' })]), digest)

  expect(next).toMatchObject({ created: false, images: [], links: {} })
  expect(Object.keys(next?.fields ?? {})).toEqual(['label'])
})

test('no baseline is written where baselines are kept locally', async () => {
  const live = boot('AMZN-US-B01', { label: 'Bomber' })

  expect(await written(live, [update(live, { label: 'Bomber II' })], { writeBaseline: false })).toBeUndefined()
})
