import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../../../src/model/clock.ts'
import type { RunResult, RunStart } from '../../../src/model/run.ts'
import type { State } from '../../../src/model/state.ts'
import { openedState, temporaryFolder, temporaryState } from '../temporary.ts'

const clock: Clock = { now: () => Date.parse('2026-11-21T03:00:05Z'), sleep: async () => undefined }

const START: RunStart = {
  run_id: '20261121T030000Z-3f2a',
  plan_id: 'sha256:plan',
  account: 'twisted-x',
  scope: 'boots',
  started_at: '2026-11-21T03:00:00.000Z',
  operations: 3,
}

const RESULT: RunResult = {
  run_id: START.run_id,
  plan_id: START.plan_id,
  status: 'complete',
  operations: { succeeded: 1, adopted: 0, failed: 0, conflict: 0, skipped: 0, pending: 0 },
  calls: { reads: 0, writes: 1, throttled: 0, retried: 0 },
  seconds: 5,
  failures: [],
  ending: null,
  resume: null,
}

/** What another process sees, and so what a crash would leave. */
function onDisk({ folder }: State, sql: string): unknown[] {
  const reader = new DatabaseSync(join(folder, 'state.db'), { readOnly: true })
  onTestFinished(() => reader.close())
  return reader.prepare(sql).all()
}

const OPERATIONS = 'SELECT id, intent_at, outcome, details FROM operations ORDER BY id'

test('a run is on disk once it has begun, and an intent before the call', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })

  await journal.begin(START)
  await journal.intend(['create:product.AMZN-US-B01'])

  expect(onDisk(state, 'SELECT * FROM runs')).toMatchObject([{ ...START, ended_at: null, status: null, result: null }])
  expect(onDisk(state, OPERATIONS)).toEqual([
    { id: 'create:product.AMZN-US-B01', intent_at: '2026-11-21T03:00:05.000Z', outcome: null, details: null },
  ])
})

test('an outcome is on disk with the next intent', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })
  await journal.begin(START)
  await journal.intend(['create:product.AMZN-US-B01'])
  journal.conclude({ id: 'create:product.AMZN-US-B01', outcome: 'succeeded', target_id: 'p1', modified: '2026-11-21' })
  await journal.intend(['upload:asset.71main.jpg'])

  expect(onDisk(state, OPERATIONS)).toMatchObject([
    { outcome: 'succeeded', details: '{"target_id":"p1","modified":"2026-11-21"}' },
    { outcome: null },
  ])
})

test('everything is on disk when the run has ended', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })
  await journal.begin(START)
  journal.conclude({ id: 'create:product.AMZN-US-B02', outcome: 'skipped', code: 'dependency' })
  journal.deadImage('https://gone.example/1.jpg')
  journal.deadImage('https://gone.example/1.jpg')
  await journal.end(RESULT)

  expect(onDisk(state, OPERATIONS)).toMatchObject([{ intent_at: null, outcome: 'skipped' }])
  expect(onDisk(state, 'SELECT * FROM dead_images')).toEqual([
    { account: 'twisted-x', url: 'https://gone.example/1.jpg', at: '2026-11-21T03:00:05.000Z' },
  ])
  const [run] = onDisk(state, 'SELECT ended_at, status, result FROM runs') as [{ result: string }]
  expect(run).toMatchObject({ ended_at: '2026-11-21T03:00:05.000Z', status: 'complete' })
  expect(JSON.parse(run.result)).toEqual(RESULT)
})

test('outcomes without an intent do not wait for the end', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })
  await journal.begin(START)
  for (let n = 0; n < 1000; n++) journal.conclude({ id: `create:product.${n}`, outcome: 'skipped' })

  await setImmediate()

  expect(onDisk(state, 'SELECT count(*) AS rows FROM operations')).toEqual([{ rows: 1000 }])
})

test('everything that was concluded is on disk when it was flushed', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })
  await journal.begin(START)
  journal.conclude({ id: 'create:product.A', outcome: 'skipped' })

  await journal.flush()

  expect(onDisk(state, OPERATIONS)).toMatchObject([{ outcome: 'skipped' }])
})

test('intents that wait at the same time are all on disk when any of them is', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })
  await journal.begin(START)
  const ids = Array.from({ length: 64 }, (_, n) => `create:product.${n}`)

  const first = await Promise.race(ids.map(async (id) => journal.intend([id]).then(() => id)))

  expect(ids).toContain(first)
  expect(onDisk(state, 'SELECT count(*) AS rows FROM operations')).toEqual([{ rows: 64 }])
})

test('numbers what happens without a gap, also when a run goes on and an outcome is found anew', async () => {
  const folder = temporaryFolder()
  const first = temporaryState(folder)
  const journal = first.journal({ clock })
  await journal.begin(START)
  await journal.intend(['create:product.A'])
  journal.conclude({ id: 'create:product.A', outcome: 'failed', code: 'baseline-cut' })
  journal.conclude({ id: 'create:product.B', outcome: 'skipped' })
  await journal.end({ ...RESULT, status: 'interrupted' })
  await first.close()

  const later = temporaryState(folder)
  const again = later.journal({ clock })
  await again.resume(START)
  again.conclude({ id: 'create:product.A', outcome: 'succeeded' })
  await again.end(RESULT)

  const events = await later.runs.events(START.run_id, 0, 100)
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(events.map(({ type, operation, outcome }) => operation ?? outcome ?? type)).toEqual([
    ...['run.started', 'create:product.A', 'create:product.B', 'interrupted'],
    ...['run.started', 'create:product.A', 'complete'],
  ])
  expect(await later.runs.events(START.run_id, 5, 1)).toMatchObject([{ seq: 6, outcome: 'succeeded' }])
  expect(await later.runs.events('20261121T030000Z-0000', 0, 100)).toEqual([])
})

test('remembers which products were written, by whom they were made, and when', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })
  await journal.begin(START)
  journal.conclude(
    { id: 'create:product.A.1', outcome: 'succeeded', target_id: 'a', modified: '1' },
    { key: 'A.1', created: true },
  )
  journal.conclude(
    { id: 'update:product.A.1', outcome: 'succeeded', target_id: 'a', modified: '2' },
    { key: 'A.1', created: false },
  )
  journal.conclude(
    { id: 'link:link.amazon_listings.MCA.1', outcome: 'failed', code: 'partial', target_id: 'm', modified: '3' },
    { key: 'MCA.1', created: false },
  )
  journal.conclude({ id: 'update:product.B', outcome: 'adopted', target_id: 'b' }, { key: 'B', created: false })
  journal.conclude({ id: 'update:product.C', outcome: 'failed', code: 'refused' }, { key: 'C', created: false })
  journal.conclude({ id: 'upload:asset.71main.jpg', outcome: 'succeeded', target_id: 'i' })
  await journal.end(RESULT)

  expect(onDisk(state, 'SELECT product_id, sku, modified, created FROM product_writes ORDER BY product_id')).toEqual([
    { product_id: 'a', sku: 'A.1', modified: '2', created: 1 },
    { product_id: 'm', sku: 'MCA.1', modified: '3', created: 0 },
  ])
})

test('refuses to record before the run has begun, and a run twice', async () => {
  const journal = temporaryState().journal({ clock })

  await expect(journal.intend(['create:product.A'])).rejects.toThrow(/before its run begins/)
  await journal.begin(START)
  await expect(journal.begin(START)).rejects.toThrow(/UNIQUE/)
})

test('says so when nothing can be written any more, and keeps what was concluded until it can', async () => {
  const { state, database } = openedState()
  const journal = state.journal({ clock })
  await journal.begin(START)
  journal.conclude({ id: 'create:product.A', outcome: 'succeeded' })
  database.exec('PRAGMA query_only = ON')

  const intents = ['create:product.B', 'create:product.C'].map((id) => journal.intend([id]))

  for (const intent of intents) await expect(intent).rejects.toMatchObject({ code: 'state-unwritable' })
  database.exec('PRAGMA query_only = OFF')
  await journal.flush()
  expect(onDisk(state, OPERATIONS)).toMatchObject([{ id: 'create:product.A', outcome: 'succeeded' }])
  expect((await state.runs.events(START.run_id, 0, 9)).map(({ seq }) => seq)).toEqual([1, 2])
})
