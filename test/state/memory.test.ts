import { expect, test } from 'vitest'
import type { Clock } from '../../src/model/clock.ts'
import { type OperationOutcome, pairMark, type RunResult } from '../../src/model/run.ts'
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
  const nothing = { created: new Set(), deadImages: new Set(), takenOff: new Set() }

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
  expect(await state.memory.load('twisted-x', '2099-01-01')).toMatchObject({
    deadImages: new Set(),
    takenOff: new Set(),
  })
  const { modified } = await state.memory.recent('twisted-x', '2026-11-01')
  expect(modified).toEqual(new Map([['p1', '2026-11-21']]))
})

test('knows the links that were removed and what was deleted, and forgets what it knew of that', async () => {
  const state = temporaryState()
  const links = { relationship: 'amazon_listings', targets: ['p1'] }
  await record(state, { account: 'twisted-x', run: 'r1', status: 'complete' }, async (journal) => {
    const made = {
      key: 'AMZN-US-B01',
      created: true,
      fields: { label: 'Roper' },
      baseline: { text: 'a', found: false },
    }
    journal.conclude({ id: 'create:product.AMZN-US-B01', outcome: 'succeeded', target_id: 'p1', modified: 'm' }, made)
    await journal.intend(['unlink:link.amazon_listings.PB10'])
    journal.conclude({ id: 'unlink:link.amazon_listings.PB10', outcome: 'succeeded', target_id: 'p0', unlinked: links })
    await journal.intend(['delete:product.AMZN-US-B01'], 'a')
    const gone = { key: 'AMZN-US-B01', created: false, removed: true }
    journal.conclude({ id: 'delete:product.AMZN-US-B01', outcome: 'succeeded', target_id: 'p1', former: 'a' }, gone)
  })

  const recent = await state.memory.recent('twisted-x', '2026-11-21T02:50:00Z')
  expect(recent.links).toEqual([{ source: 'p0', ...links, gone: true, at: '2026-11-21T03:00:00.000Z' }])
  expect(recent.deleted).toEqual(new Set(['p1']))
  expect(recent.modified).toEqual(new Map())
  expect(await state.memory.load('twisted-x')).toMatchObject({
    created: new Set(),
    takenOff: new Set([pairMark('amazon_listings', 'p0', 'p1')]),
  })
  expect(await state.memory.baselines('twisted-x')).toEqual(new Map())
  expect(await state.memory.written('twisted-x', ['AMZN-US-B01'])).toEqual(new Map())
})

test('knows no link as taken off that was made again, nor what another account lost', async () => {
  const state = temporaryState()
  const links = { relationship: 'amazon_listings', targets: ['p1', 'p2'] }
  const [unlink, link] = ['unlink:link.amazon_listings.PB10', 'link:link.amazon_listings.PB10']
  const record = async (run: string, time: string, outcome: OperationOutcome) => {
    const journal = state.journal({ clock: { ...clock, now: () => Date.parse(time) } })
    await journal.begin({ run_id: run, plan_id: run, account: 'twisted-x', scope: '', started_at: time, operations: 1 })
    await journal.intend([outcome.id])
    journal.conclude(outcome)
    await journal.flush()
  }
  await record('r1', '2026-11-21', { id: unlink, outcome: 'succeeded', target_id: 'p0', unlinked: links })
  const linked = { ...links, targets: ['p1'] }
  await record('r2', '2026-11-22', { id: link, outcome: 'succeeded', target_id: 'p0', linked })

  expect((await state.memory.load('twisted-x')).takenOff).toEqual(new Set([pairMark('amazon_listings', 'p0', 'p2')]))
  expect((await state.memory.load('other')).takenOff).toEqual(new Set())
})

test('keeps what is known of a product whose delete failed', async () => {
  const state = temporaryState()
  await record(state, { account: 'twisted-x', run: 'r1', status: 'partial' }, (journal) => {
    journal.conclude({ id: 'create:product.A', outcome: 'succeeded', target_id: 'p1' }, { key: 'A', created: true })
    const gone = { key: 'A', created: false, removed: true }
    journal.conclude({ id: 'delete:product.A', outcome: 'failed', target_id: 'p1' }, gone)
  })

  expect((await state.memory.load('twisted-x')).created).toEqual(new Set(['A']))
})

test('keeps with an intent what the baseline was before, until the outcome says it', async () => {
  const state = temporaryState()
  const journal = state.journal({ clock })
  await journal.begin({
    run_id: 'r1',
    plan_id: 'p',
    account: 'twisted-x',
    scope: 'boots',
    started_at: 'now',
    operations: 3,
  })
  await journal.intend(['update:product.A'], 'before')
  await journal.intend(['adopt:product.B'], null)
  await journal.intend(['create:product.C'])

  const { intents, formers } = await state.runs.unfinished('r1')
  expect([...intents.keys()].sort()).toEqual(['adopt:product.B', 'create:product.C', 'update:product.A'])
  expect(formers).toEqual(
    new Map([
      ['update:product.A', 'before'],
      ['adopt:product.B', null],
    ]),
  )
  journal.conclude({ id: 'update:product.A', outcome: 'succeeded', target_id: 'a', former: 'before' })
  await journal.flush()
  expect((await state.runs.unfinished('r1')).outcomes.get('update:product.A')).toMatchObject({ former: 'before' })
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

test('knows what was begun and never heard of again or made in part, until something is written to it', async () => {
  const state = temporaryState()
  await record(state, { account: 'twisted-x', run: 'r1', status: 'interrupted' }, async (journal) => {
    await journal.intend(['create:product.HALF'])
    await journal.intend(['create:product.LATER'])
    await journal.intend(['create:product.DONE', 'create:product.PART', 'create:product.REFUSED'])
    journal.conclude({ id: 'create:product.PART', outcome: 'failed', target_id: 'p3', code: 'refused', message: '' })
    journal.conclude({ id: 'create:product.REFUSED', outcome: 'failed', code: 'refused', message: '' })
    journal.conclude(
      { id: 'create:product.DONE', outcome: 'succeeded', target_id: 'p1' },
      { key: 'DONE', created: true },
    )
  })
  await record(state, { account: 'twisted-x', run: 'r2', status: 'complete' }, async (journal) => {
    await journal.intend(['update:product.LATER'])
    journal.conclude(
      { id: 'update:product.LATER', outcome: 'succeeded', target_id: 'p2' },
      { key: 'LATER', created: false },
    )
  })

  expect(await state.memory.load('twisted-x')).toMatchObject({ begun: new Set(['product.HALF', 'product.PART']) })
  expect(await state.memory.load('other')).not.toHaveProperty('begun')
})
