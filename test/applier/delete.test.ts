import { expect, test } from 'vitest'
import type { PimProduct } from '../support/pim.ts'
import { owned, remove, removeAsset, textOf, unlink } from './removing.ts'
import { BASELINE, boot, bootmaker, createWorld, edited, productOf } from './world.ts'

const TITLED = { amazon_title: 'Roper' }
const LIVE = owned('AMZN-US-B01', TITLED)
const DELETE = remove(LIVE)

test('deletes a product that is exactly what this program made, and keeps what its baseline was', async () => {
  const world = createWorld({ seed: bootmaker([LIVE, boot('MCA0032', { links: { amazon_listings: [LIVE.id] } })]) })

  const { outcomes } = await world.run([DELETE])

  expect(outcomes[DELETE.id]).toEqual({
    id: DELETE.id,
    outcome: 'succeeded',
    target_id: LIVE.id,
    former: textOf(LIVE),
  })
  expect(world.target.snapshot().products.map(({ sku }) => sku)).toEqual(['MCA0032'])
})

test('takes what is gone already as done', async () => {
  const { outcomes } = await createWorld({ seed: bootmaker() }).run([DELETE])

  expect(outcomes[DELETE.id]).toMatchObject({ outcome: 'adopted', target_id: LIVE.id })
})

const CHANGED: [what: string, product: PimProduct, why: RegExp][] = [
  ['a value was edited', { ...LIVE, attributes: { ...LIVE.attributes, amazon_title: 'Mine' } }, /amazon_title/],
  ['a value was filled', { ...LIVE, attributes: { ...LIVE.attributes, amazon_color: 'Tan' } }, /amazon_color/],
  [
    'a picture was added',
    { ...LIVE, attributes: { ...LIVE.attributes, amazon_images: ['id-new.jpg'] } },
    /amazon_images/,
  ],
  ['its baseline is gone', boot('AMZN-US-B01', { attributes: TITLED }), /does not own/],
  ['its baseline was written since', owned('AMZN-US-B01', TITLED, { run: 'later' }), /baseline is another|is another/],
  ['this program only took it over', owned('AMZN-US-B01', TITLED, { created: false }), /does not own/],
  ['another scope owns it', owned('AMZN-US-B01', TITLED, { scope: 'meadow' }), /does not own/],
  ['its baseline came with a copy', { ...owned('AMZN-US-B09', TITLED), id: LIVE.id, sku: LIVE.sku }, /does not own/],
]

test.each(CHANGED)('is a conflict when %s', async (_what, product, why) => {
  const world = createWorld({ seed: bootmaker([product], ['new.jpg']) })

  const { outcomes } = await world.run([DELETE])

  expect(outcomes[DELETE.id]).toMatchObject({ outcome: 'conflict', message: why })
  expect(productOf(world.target, LIVE.sku)).toBeDefined()
  expect(world.target.calls().writes).toBe(0)
})

test('says of its own plan, too, what the row has to prove: a plan made for it changes nothing', async () => {
  const taken = owned('AMZN-US-B01', TITLED, { created: false })
  const plain = boot('AMZN-US-B02', { attributes: TITLED })
  const world = createWorld({ seed: bootmaker([taken, plain]) })

  const { result } = await world.run([remove(taken), remove(plain)])

  expect(result.operations.conflict).toBe(2)
  expect(world.target.snapshot().products).toHaveLength(2)
})

test('deletes a product of another form of SKU on the word of its own baseline alone', async () => {
  const old = owned('OLD-B01', TITLED)
  const theirs = boot('MCA0032', { attributes: { ...TITLED, [BASELINE]: textOf(LIVE) as string } })
  const world = createWorld({ seed: bootmaker([old, theirs]) })

  const { outcomes } = await world.run([remove(old), remove(theirs)])

  expect(outcomes['delete:product.OLD-B01']?.outcome).toBe('succeeded')
  expect(outcomes['delete:product.MCA0032']?.code).toBe('not-owned')
})

test('leaves a product that was renamed, and the one that took its place', async () => {
  const renamed = { ...LIVE, sku: 'KEEP-ME' }
  const next = { ...owned('AMZN-US-B01', TITLED), id: 'id-next' }

  for (const products of [[renamed], [renamed, next]]) {
    const world = createWorld({ seed: bootmaker(products) })
    const { outcomes } = await world.run([DELETE])

    expect(outcomes[DELETE.id]?.outcome).toBe('conflict')
    expect(world.target.snapshot().products).toHaveLength(products.length)
  }
})

test('deletes a picture that nothing uses, and none that a product shows again', async () => {
  const shows = boot('MCA0032', { attributes: { amazon_images: ['id-71used.jpg'] } })
  const world = createWorld({ seed: bootmaker([shows], ['71free.jpg', '71used.jpg']) })

  const { outcomes } = await world.run([
    removeAsset('71free.jpg'),
    removeAsset('71used.jpg'),
    removeAsset('71gone.jpg'),
  ])

  expect(outcomes['delete:asset.71free.jpg']).toMatchObject({ outcome: 'succeeded', target_id: 'id-71free.jpg' })
  expect(outcomes['delete:asset.71used.jpg']).toMatchObject({ outcome: 'conflict', message: /in use/ })
  expect(outcomes['delete:asset.71gone.jpg']?.outcome).toBe('adopted')
  expect(world.target.snapshot().assets.map(({ filename }) => filename)).toEqual(['71used.jpg'])
})

test('waits for what has to go before, and is skipped when that failed', async () => {
  const shown = owned('AMZN-US-B01', TITLED, { images: [{ slot: 'MAIN', image: '71a', asset: 'id-71a.jpg' }] })
  const source = boot('MCA0032', { links: { amazon_listings: [shown.id] } })
  const world = createWorld({ seed: bootmaker([shown, source], ['71a.jpg']) })
  const first = unlink(source, [shown])
  const then = remove(shown, { depends_on: [first.id] })
  const last = { ...removeAsset('71a.jpg'), depends_on: [then.id] }
  const signal = new AbortController().signal

  await world.target.write(edited(shown, { attributes: { amazon_color: 'Tan' } }), signal)
  expect((await world.run([first, then, last])).result.operations).toMatchObject({
    succeeded: 1,
    conflict: 1,
    skipped: 1,
  })
  await world.target.write(edited(shown, { attributes: { amazon_color: null } }), signal)
  expect((await world.run([first, then, last])).result.operations).toMatchObject({ adopted: 1, succeeded: 2 })
})
