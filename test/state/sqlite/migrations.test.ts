import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MIGRATIONS } from '../../../src/state/sqlite/migrations.ts'
import { temporaryFolder, temporaryState } from '../temporary.ts'
import { edit } from './damages.ts'

const RESULT = {
  ...{ run_id: 'r1', plan_id: 'p1', status: 'partial', seconds: 5, failures: [], ending: null, resume: null },
  operations: { succeeded: 1, adopted: 0, failed: 1, conflict: 0, skipped: 1, pending: 0 },
  calls: { reads: 1, writes: 2, throttled: 0, retried: 0 },
}

const FIRST = `
  INSERT INTO runs (run_id, plan_id, account, scope, started_at, operations, ended_at, status, result)
  VALUES ('r1', 'p1', 'boots', 'prairie', '2026-11-21T03:00:00Z', 3, '2026-11-21T03:00:09Z', 'partial', '${JSON.stringify(RESULT)}'),
    ('r2', 'p2', 'boots', 'prairie', '2026-11-22T03:00:00Z', 2, NULL, NULL, NULL);
  INSERT INTO operations (run_id, id, intent_at, outcome, details) VALUES
    ('r1', 'create:product.B', '2026-11-21T03:00:02Z', 'succeeded', '{"target_id": "b"}'),
    ('r1', 'create:product.A', '2026-11-21T03:00:05Z', 'failed', '{"code": "refused"}'),
    ('r1', 'link:link.amazon_listings.A', NULL, 'skipped', '{}'),
    ('r2', 'create:product.A', '2026-11-22T03:00:05Z', NULL, NULL);
  INSERT INTO product_writes VALUES ('boots', 'b', 'B', '2026-11-21T03:00:02Z', 1);
  INSERT INTO dead_images VALUES ('boots', 'https://gone.example/1.jpg');
`

const SECOND = `
  UPDATE lock SET fence = 7;
  INSERT INTO written VALUES ('boots', 'B', 'r1', '{"label": "Roper"}');
  INSERT INTO exports VALUES ('a.ndjson', '{"provider": "amazon", "marketplace": "US"}');
  INSERT INTO call_times VALUES ('boots', 1000, 2);
  INSERT INTO limits VALUES ('boots', '{"limits": [{"limit": 20, "window_size": 10, "at": 1000}]}');
`

const THIRD = "INSERT INTO baselines VALUES ('boots', 'b', 'the text');"

/** A database as the program of that version left it. */
function databaseOf(version: number) {
  const folder = temporaryFolder()
  const contents = [FIRST, SECOND, THIRD].slice(0, version)
  edit(join(folder, 'state.db'), ...MIGRATIONS.slice(0, version), `PRAGMA user_version = ${version}`, ...contents)
  return temporaryState(folder)
}

describe.each([1, 2, 3])('a database of version %i', (version) => {
  test('is opened with all its runs, and their outcomes are numbered in the order of their calls', async () => {
    const { runs, memory } = databaseOf(version)

    expect(await runs.list()).toMatchObject([
      { run_id: 'r1', status: 'partial', counts: { succeeded: 1, failed: 1, skipped: 1, pending: 0 }, result: RESULT },
      { run_id: 'r2', status: null, counts: { pending: 2 }, result: null },
    ])
    const told = await runs.events('r1', 0, 10)
    expect(told.map(({ seq, operation, outcome }) => `${seq} ${operation} ${outcome}`)).toEqual([
      '1 link:link.amazon_listings.A skipped',
      '2 create:product.B succeeded',
      '3 create:product.A failed',
    ])
    expect(await runs.events('r2', 0, 10)).toEqual([])
    expect((await runs.unfinished('r2')).intents).toEqual(new Map([['create:product.A', '2026-11-22T03:00:05Z']]))
    expect(await memory.load('boots')).toEqual({
      created: new Set(['B']),
      deadImages: new Set(['https://gone.example/1.jpg']),
      takenOff: new Set(),
      begun: new Set(['product.A']),
    })
  })

  test('is gone on with: the next number follows, and nothing of the run is lost', async () => {
    const state = databaseOf(version)
    const [, run] = await state.runs.list()
    if (!run) throw new Error('The run is lost.')
    const journal = state.journal({ clock: { now: () => 0, sleep: async () => undefined } })

    await journal.resume(run)
    journal.conclude({ id: 'create:product.A', outcome: 'adopted', target_id: 'a' })
    await journal.flush()

    expect(await state.runs.find('r2')).toMatchObject({ counts: { adopted: 1, pending: 1 } })
    expect((await state.runs.events('r2', 0, 9)).map(({ seq }) => seq)).toEqual([1, 2])
    expect(await state.condition()).toBe('whole')
  })
})

test('a database of version 3 keeps its lock, values, exports, limits and baselines', async () => {
  const { lock, memory, exports, quota } = databaseOf(3)

  expect(await lock.read()).toMatchObject({ fence: 7, holder: null })
  expect(await memory.written('boots', ['A', 'B'])).toEqual(
    new Map([['B', { run_id: 'r1', fields: { label: 'Roper' } }]]),
  )
  expect(await memory.baselines('boots')).toEqual(new Map([['b', 'the text']]))
  expect(await exports.list()).toMatchObject([{ path: 'a.ndjson' }])
  const kept = quota({ now: () => 2000, sleep: async () => undefined })
  expect(await kept.calls('boots')).toEqual([1000, 1000])
  expect(await kept.limits('boots')).toEqual([{ limit: 20, window_size: 10, at: 1000 }])
})
