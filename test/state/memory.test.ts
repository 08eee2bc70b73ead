import { expect, test } from 'vitest'
import type { Clock } from '../../src/model/clock.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Journal, State } from '../../src/model/state.ts'
import { checkRunId, createRunId } from '../../src/state/folder.ts'
import { temporaryState } from './temporary.ts'

const clock: Clock = { now: () => Date.parse('2026-11-21T03:00:00Z'), sleep: async () => undefined }

interface RunOf {
  account: string
  run: string
  status: RunResult['status']
}

async function record(
  state: State,
  { account, run, status }: RunOf,
  work: (journal: Journal) => unknown = () => undefined,
): Promise<void> {
  const journal = state.journal({ clock })
  const ids = { run_id: run, plan_id: `plan of ${run}` }
  await journal.begin({ ...ids, account, scope: 'boots', started_at: run, operations: 1 })
  await work(journal)
  await journal.end({ ...ids, status, seconds: 0, failures: [], resume: null } as unknown as RunResult)
}

test('knows nothing in a new folder', async () => {
  const nothing = { created: new Set(), deadImages: new Set() }

  expect(await temporaryState().memory.load('twisted-x')).toEqual(nothing)
})

test('knows what was made and written on this account, and which images were dead', async () => {
  const state = temporaryState()
  await record(state, { account: 'twisted-x', run: 'r1', status: 'complete' }, (journal) => {
    journal.conclude(
      { id: 'create:product.AMZN-US-B01', outcome: 'succeeded', target_id: 'p1', modified: '2026-11-21' },
      { key: 'AMZN-US-B01', created: true },
    )
    journal.conclude(
      { id: 'update:product.AMZN-US-B02', outcome: 'succeeded', target_id: 'p2' },
      { key: 'AMZN-US-B02', created: false },
    )
    journal.deadImage('https://gone.example/1.jpg')
  })
  await record(state, { account: 'other', run: 'r2', status: 'complete' }, (journal) => {
    journal.conclude(
      { id: 'create:product.AMZN-US-B03', outcome: 'succeeded', target_id: 'p3', modified: '2026-11-20' },
      { key: 'AMZN-US-B03', created: true },
    )
    journal.deadImage('https://gone.example/2.jpg')
  })

  expect(await state.memory.load('twisted-x')).toMatchObject({
    created: new Set(['AMZN-US-B01']),
    deadImages: new Set(['https://gone.example/1.jpg']),
  })
  expect(await state.memory.load('twisted-x', '2099-01-01')).toMatchObject({ deadImages: new Set() })
  const { modified } = await state.memory.recent('twisted-x', '2026-11-01')
  expect(modified).toEqual(new Map([['p1', '2026-11-21']]))
})

test('knows the links that were written on this account since a time', async () => {
  const state = temporaryState()
  const linked = { relationship: 'amazon_listings', targets: ['p2'] }
  for (const account of ['twisted-x', 'other']) {
    await record(state, { account, run: account, status: 'complete' }, async (journal) => {
      await journal.intend(['link:link.amazon_listings.PB10'])
      journal.conclude({
        id: 'link:link.amazon_listings.PB10',
        outcome: 'succeeded',
        target_id: `of ${account}`,
        linked,
      })
    })
  }

  const { links } = await state.memory.recent('twisted-x', '2026-11-21T02:50:00Z')

  expect(links).toEqual([{ source: 'of twisted-x', ...linked, at: '2026-11-21T03:00:00.000Z' }])
  expect((await state.memory.recent('twisted-x', '2026-11-21T03:10:00Z')).links).toEqual([])
})

test('makes run ids from the time and a random suffix', () => {
  expect(createRunId(clock, () => 0x3f2a / 0x10000)).toBe('20261121T030000Z-3f2a')
  expect(createRunId(clock, () => 0)).toBe('20261121T030000Z-0000')
  expect(checkRunId(createRunId(clock, () => 0.999999))).toBe('20261121T030000Z-ffff')
})

test.each(['../../etc', '20261121T030000Z-3f2a/..', '', '20261121T030000Z-3F2A', '20261121T030000Z-3f2a\n'])(
  'refuses %j as a run id',
  (text) => {
    expect(() => checkRunId(text)).toThrow(/is not a run id/)
  },
)
