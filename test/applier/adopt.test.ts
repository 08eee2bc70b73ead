import { expect, test } from 'vitest'
import { fingerprint } from '../../src/model/values.ts'
import { adopt, baselineOf, baselineText, owned, textOf } from './removing.ts'
import { BASELINE, boot, bootmaker, createWorld, digest, edited, productOf, update } from './world.ts'

const TITLE = 'attributes.amazon_title'
const print = (text: string): string => fingerprint('text', text, digest)
const RUN = '20261121T030000Z-3f2a'

test('gives a product a baseline and leaves every value as it is, whoever edits meanwhile', async () => {
  const live = boot('AMZN-US-B01', { attributes: { amazon_title: 'Roper' } })
  const world = createWorld({ seed: bootmaker([live], ['71main.jpg']) })
  const images = [
    { slot: 'MAIN', image: '71main', asset: 'asset.id:id-71main.jpg' },
    { slot: 'PT01', image: '71gone', asset: '' },
  ]
  const plan = adopt(live, { prints: { [TITLE]: print('Roper') }, images, links: { hierarchy: ['X'] }, item: 'B01' })
  await world.target.write(edited(live, { attributes: { amazon_title: 'Roper II' } }), new AbortController().signal)

  const { outcomes } = await world.run([plan])

  expect(outcomes[plan.id]).toMatchObject({ outcome: 'succeeded', former: null })
  expect(productOf(world.target, live.sku)?.attributes.amazon_title).toBe('Roper II')
  expect(baselineOf(productOf(world.target, live.sku))).toMatchObject({
    sku: live.sku,
    scope: 'boots',
    run: RUN,
    created: false,
    fields: { [TITLE]: print('Roper') },
    images: [
      { slot: 'MAIN', image: '71main', asset: 'id-71main.jpg' },
      { slot: 'PT01', image: '71gone', asset: '' },
    ],
    links: { hierarchy: ['X'] },
    item: 'B01',
  })
})

test('keeps what the former baseline says beside, and drops the prints that are to go', async () => {
  const live = owned('AMZN-US-B01', { amazon_title: 'Roper', amazon_color: 'Brown' })
  const world = createWorld({ seed: bootmaker([live]) })

  const { outcomes } = await world.run([adopt(live, { prints: { [TITLE]: null, label: 'aaaaaaaa' } })])

  expect(outcomes['adopt:product.AMZN-US-B01']).toMatchObject({ outcome: 'succeeded', former: textOf(live) })
  expect(baselineOf(productOf(world.target, live.sku))).toMatchObject({
    created: true,
    fields: { 'attributes.amazon_color': print('Brown'), label: 'aaaaaaaa' },
  })
})

test('takes a product over only from the scope that is named, and only to adopt it', async () => {
  const theirs = owned('AMZN-US-B01', { amazon_title: 'Roper' }, { scope: 'meadow' })
  const world = createWorld({ seed: bootmaker([theirs]) })

  const other = await world.run([adopt(theirs, { from_scope: 'hills' })])
  const unnamed = await world.run([adopt(theirs)])
  const write = update(
    theirs,
    { attributes: { amazon_title: 'Ours' } },
    { baseline: { fields: [TITLE], links: {}, from_scope: 'meadow' } },
  )
  const asUpdate = await world.run([write])
  expect(textOf(productOf(world.target, theirs.sku))).toBe(textOf(theirs))
  const named = await world.run([adopt(theirs, { from_scope: 'meadow' })])

  expect(other.outcomes['adopt:product.AMZN-US-B01']?.code).toBe('not-owned')
  expect(unnamed.outcomes['adopt:product.AMZN-US-B01']?.code).toBe('not-owned')
  expect(asUpdate.outcomes[write.id]?.code).toBe('not-owned')
  expect(named.outcomes['adopt:product.AMZN-US-B01']).toMatchObject({ outcome: 'succeeded', former: textOf(theirs) })
  expect(baselineOf(productOf(world.target, theirs.sku))).toMatchObject({ scope: 'boots', created: true })
})

test('is done without a call where the baseline says all of it, and again on a machine that knows of no run', async () => {
  const live = boot('AMZN-US-B01', { attributes: { amazon_title: 'Roper' } })
  const world = createWorld({ seed: bootmaker([live]) })
  const plan = adopt(live, { prints: { [TITLE]: print('Roper') } })
  await world.run([plan])
  const writes = world.target.calls().writes

  const { outcomes } = await world.run([plan], { runId: '20261122T030000Z-4444' })

  expect(outcomes[plan.id]?.outcome).toBe('adopted')
  expect(world.target.calls().writes).toBe(writes)
})

test('is a conflict when somebody else has written the baseline since, or the product is gone', async () => {
  const live = boot('AMZN-US-B01', { attributes: { amazon_title: 'Roper' } })
  const changed = { ...live, attributes: { ...live.attributes, [BASELINE]: baselineText(live) } }

  const moved = await createWorld({ seed: bootmaker([changed]) }).run([adopt(live, { prints: { label: 'aaaaaaaa' } })])
  const gone = await createWorld().run([adopt(live)])

  expect(moved.outcomes['adopt:product.AMZN-US-B01']).toMatchObject({ code: 'changed', message: /baseline is another/ })
  expect(gone.outcomes['adopt:product.AMZN-US-B01']).toMatchObject({ outcome: 'conflict', code: 'gone' })
})

test('needs no call where baselines are kept in the state, and is a write of this run all the same', async () => {
  const live = boot('AMZN-US-B01', { attributes: { amazon_title: 'Roper' } })
  const world = createWorld({ seed: bootmaker([live]) })
  const kept: unknown[] = []
  const journal = { ...world.journal, conclude: (_: unknown, written: unknown) => void kept.push(written) }

  const { outcomes } = await world.run([adopt(live, { prints: { [TITLE]: print('Roper') } })], {
    writeBaseline: false,
    journal,
  })

  expect(outcomes['adopt:product.AMZN-US-B01']).toMatchObject({ outcome: 'succeeded', former: null })
  expect(world.target.calls().writes).toBe(0)
  expect(kept).toMatchObject([{ key: live.sku, baseline: { found: false, text: /"scope":"boots"/ } }])
})

test('merges fingerprints that a plain update knows of values it leaves alone', async () => {
  const live = boot('AMZN-US-B01', { attributes: { amazon_title: 'Roper' } })
  const world = createWorld({ seed: bootmaker([live]) })
  const baseline = { fields: ['attributes.amazon_color'], links: {}, prints: { [TITLE]: print('Roper') } }

  await world.run([update(live, { attributes: { amazon_color: 'Brown' } }, { baseline })])

  expect(baselineOf(productOf(world.target, live.sku))?.fields).toEqual({
    'attributes.amazon_color': print('Brown'),
    [TITLE]: print('Roper'),
  })
})

test('writes a whole text word for word with the values, and none where there was none', async () => {
  const before = owned('AMZN-US-B01', { amazon_title: 'Old' })
  const live = owned('AMZN-US-B01', { amazon_title: 'New' }, { run: 'later' })
  const fresh = owned('AMZN-US-B02', { amazon_title: 'New' })
  const world = createWorld({ seed: bootmaker([live, fresh]) })
  const back = update(
    live,
    { attributes: { amazon_title: 'Old' } },
    { baseline: { fields: [TITLE], links: {}, text: textOf(before) } },
  )
  const none = adopt(fresh, { text: null })

  const { outcomes } = await world.run([back, none])

  expect(outcomes[back.id]).toMatchObject({ outcome: 'succeeded', former: textOf(live) })
  expect(productOf(world.target, live.sku)).toMatchObject({ attributes: before.attributes })
  expect(outcomes[none.id]).toMatchObject({ outcome: 'succeeded', former: textOf(fresh) })
  expect(productOf(world.target, fresh.sku)?.attributes).toEqual({ amazon_title: 'New' })
  expect((await world.run([back, none])).result.operations).toMatchObject({ adopted: 2 })
})

test('writes the text alone when somebody put the value back, and nothing over a baseline that moved on', async () => {
  const before = owned('AMZN-US-B01', { amazon_title: 'Old' })
  const live = owned('AMZN-US-B01', { amazon_title: 'New' }, { run: 'later' })
  const baseline = { fields: [TITLE], links: {}, text: textOf(before) }
  const back = update(
    live,
    { attributes: { amazon_title: 'Old' } },
    { baseline, before: { attributes: { amazon_title: 'New' } } },
  )
  const byHand = { ...live, attributes: { ...live.attributes, amazon_title: 'Old' } }
  const later = owned('AMZN-US-B01', { amazon_title: 'Old' }, { run: 'latest' })

  const done = await createWorld({ seed: bootmaker([byHand]) }).run([back])
  const stale = await createWorld({ seed: bootmaker([later]) }).run([back])

  expect(done.outcomes[back.id]?.outcome).toBe('succeeded')
  expect(stale.outcomes[back.id]).toMatchObject({ outcome: 'conflict', message: /baseline is another/ })
})

test('never lets a text say that this program made what does not say so itself', async () => {
  const live = owned('AMZN-US-B01', { amazon_title: 'New' }, { created: false })
  const world = createWorld({ seed: bootmaker([live]) })

  const { outcomes } = await world.run([adopt(live, { text: baselineText(live) })])

  expect(outcomes['adopt:product.AMZN-US-B01']).toMatchObject({ outcome: 'conflict', message: /made it/ })
  expect(baselineOf(productOf(world.target, live.sku))?.created).toBe(false)
})
