import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { templateOrigin } from '../../src/model/provenance.ts'
import { openState } from '../../src/state/database.ts'
import { createJournal } from '../../src/state/journal.ts'
import { boot, bootmaker, create, createWorld, link, operation, productOf, testClock, upload } from './world.ts'

const UTC_DAY = '2026-11-21'

test('runs a whole plan, from definitions to links, and says so', async () => {
  const canonical = boot('MCA0032')
  const world = createWorld({ seed: bootmaker([canonical]) })
  const refs = { 'family.Amazon': 'fam-amazon' }
  const plan = [
    operation({
      id: 'create:attribute.amazon_size',
      after: { name: 'Amazon Size', type: 'Choice', options: ['8', '9'], family: 'Amazon' },
      refs,
    }),
    operation({
      id: 'create:relationship.amazon_hierarchy',
      after: { label: 'amazon_hierarchy', name: 'Amazon Hierarchy' },
    }),
    operation({
      id: 'update:family.Amazon',
      target_id: 'fam-amazon',
      before: { attributes: ['amazon_size'] },
      after: { attributes: ['amazon_size', 'amazon_title'] },
      depends_on: ['create:attribute.amazon_size'],
    }),
    upload('71main.jpg'),
    create(
      'AMZN-US-B01',
      { family: 'Amazon', attributes: { amazon_size: '9' } },
      { depends_on: ['update:family.Amazon'], refs },
    ),
    create('AMZN-US-B02', { thumbnail: 'asset.71main.jpg' }, { depends_on: ['upload:asset.71main.jpg'] }),
    operation({
      id: 'link:link.amazon_hierarchy.AMZN-US-B01',
      after: { targets: ['product.AMZN-US-B02'] },
      depends_on: ['create:relationship.amazon_hierarchy', 'create:product.AMZN-US-B01', 'create:product.AMZN-US-B02'],
    }),
    link(canonical, ['AMZN-US-B01'], { depends_on: ['create:product.AMZN-US-B01'] }),
  ]

  const { result, notes } = await world.run(plan)

  expect(result).toMatchObject({ status: 'complete', resume: null, failures: [], run_id: '20261121T030000Z-3f2a' })
  expect(result.operations).toEqual({ succeeded: 8, adopted: 0, failed: 0, conflict: 0, skipped: 0, pending: 0 })
  expect(result.calls).toMatchObject({ reads: 1, writes: 9 })
  expect(notes).toEqual([])
  const parent = productOf(world.target, 'AMZN-US-B01')
  const child = productOf(world.target, 'AMZN-US-B02')
  expect(parent).toMatchObject({ family: 'fam-amazon', links: { amazon_hierarchy: [child?.id] } })
  expect(productOf(world.target, 'MCA0032')?.links).toEqual({ amazon_listings: [parent?.id] })
  expect(world.target.snapshot().families[0]?.attributes).toEqual(['amazon_size', 'amazon_title'])
  expect(world.events[0]).toMatchObject({ type: 'run.started', operations: 8 })
  expect(world.events.at(-1)).toEqual({ type: 'run.finished', result })
})

test('sends only the options and links that are new', async () => {
  const canonical = boot('MCA0032', { links: { amazon_listings: ['id-AMZN-US-B01'] } })
  const seed = bootmaker([canonical, boot('AMZN-US-B01'), boot('AMZN-US-B02')])
  seed.attributes?.push({ id: 'id-size', label: 'amazon_size', name: 'Amazon Size', type: 'Choice', options: ['8'] })
  const sent: unknown[] = []
  const world = createWorld({
    seed,
    answer: (write) => {
      sent.push(write)
      return null
    },
  })
  const refs = { 'product.AMZN-US-B01': 'id-AMZN-US-B01', 'product.AMZN-US-B02': 'id-AMZN-US-B02' }

  await world.run([
    operation({
      id: 'update:attribute.amazon_size',
      target_id: 'id-size',
      before: { options: ['8'] },
      after: { options: ['8', '9'] },
    }),
    link(canonical, ['AMZN-US-B01', 'AMZN-US-B02'], { refs, before: { targets: ['product.AMZN-US-B01'] } }),
  ])

  expect(sent).toMatchObject([{ fields: { options: ['9'] } }, { fields: { targets: ['id-AMZN-US-B02'] } }])
})

test('takes {today} for the UTC day in a template, and as text in a value of the source', async () => {
  const world = createWorld()
  world.clock.advance(20 * 3600 * 1000)
  const attributes = { amazon_last_synced: '{today}', amazon_color: 'as of {today}', amazon_title: 'Deal of {today}' }
  const provenance = {
    '/attributes/amazon_title': { source: 'amazon', path: 'item_name' },
    '/attributes/amazon_color': templateOrigin('amazon_color'),
    '/attributes/amazon_last_synced': templateOrigin('amazon_last_synced'),
  }

  await world.run([create('AMZN-US-B01', { attributes }, { provenance })])

  expect(productOf(world.target, 'AMZN-US-B01')?.attributes).toMatchObject({
    amazon_last_synced: UTC_DAY,
    amazon_color: `as of ${UTC_DAY}`,
    amazon_title: 'Deal of {today}',
  })
})

test('has the intent on disk before the call leaves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  const state = openState(folder)
  const reader = new DatabaseSync(join(folder, 'state.db'), { readOnly: true })
  onTestFinished(() => {
    reader.close()
    state.close()
    rmSync(folder, { recursive: true })
  })
  const seen: unknown[] = []
  const world = createWorld({
    answer: (write) => {
      const id = `create:product.${write.kind === 'product' ? write.key : ''}`
      seen.push(reader.prepare('SELECT outcome, intent_at FROM operations WHERE id = ?').get(id))
      return null
    },
  })

  await world.run(
    ['1', '2', '3'].map((n) => create(`AMZN-US-B0${n}`)),
    { journal: createJournal(state, testClock()) },
  )

  expect(seen).toHaveLength(3)
  for (const row of seen) expect(row).toEqual({ outcome: null, intent_at: '2026-11-21T03:00:00.000Z' })
  const outcomes = reader.prepare('SELECT DISTINCT outcome FROM operations').all()
  expect(outcomes).toEqual([{ outcome: 'succeeded' }])
})

test('concludes every operation after its intent', async () => {
  const world = createWorld()

  await world.run([create('AMZN-US-B01'), create('AMZN-US-B02', {}, { depends_on: ['create:product.AMZN-US-B01'] })])

  expect(world.journal.lines).toEqual([
    'begin 20261121T030000Z-3f2a',
    'intend create:product.AMZN-US-B01',
    'succeeded create:product.AMZN-US-B01',
    'intend create:product.AMZN-US-B02',
    'succeeded create:product.AMZN-US-B02',
    'end complete',
  ])
})

test('applies 20,000 operations with the whole plan accounted for', async () => {
  const world = createWorld()
  const uploads = Array.from({ length: 10_000 }, (_, n) => upload(`7${n}.jpg`))
  const creates = uploads.map(({ id }, n) =>
    create(`AMZN-US-${n}`, { attributes: { amazon_images: [`asset.7${n}.jpg`] } }, { depends_on: [id] }),
  )

  const { result } = await world.run([...uploads, ...creates])

  expect(result.operations.succeeded).toBe(20_000)
})
