import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KeptCall, SystemFigures } from '../../src/model/call.ts'
import type { RunResult } from '../../src/model/run.ts'
import { Stage } from '../e2e/stage.ts'

/** The same of a source with published limits and a target with windows: calls, times, limits, memory. */
let stage: Stage
let result: RunResult

beforeAll(async () => {
  stage = await Stage.open({ listings: 10, plytix: { latencyMs: 5 } })
  stage.sandbox.amazon.calls.length = 0
  expect((await stage.sync('export')).code).toBe(0)
  stage.sandbox.plytix.resetCounts()
  expect((await stage.sync('plan', '--out', 'plan.json')).code).toBe(0)
  stage.sandbox.plytix.resetCounts()
  result = JSON.parse((await stage.sync('apply', 'plan.json', '--json', '--events', 'events.ndjson')).stdout)
})

afterAll(() => stage.close())

interface Kept {
  run_id: string | null
  command: string
  systems: SystemFigures[]
  calls: KeptCall[]
}

async function calls(...args: string[]): Promise<Kept> {
  const { code, stdout, text } = await stage.sync('runs', 'calls', ...args, '--json')
  expect(code, text).toBe(0)
  return JSON.parse(stdout) as Kept
}

const events = (file: string): { type: string; [field: string]: unknown }[] =>
  readFileSync(stage.workspace.path(file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('calls', () => {
  test('of an export are those that Amazon and its sign-in have counted', async () => {
    const { command, calls: made } = await calls('latest', '--system', 'amazon')

    const api = made.filter(({ path }) => path !== '/auth/o2/token')
    expect(command).toBe('export')
    expect(api).toHaveLength(stage.sandbox.amazon.calls.filter(({ path }) => path !== '/auth/o2/token').length)
    expect(api.every(({ status, attempt }) => status === 200 && attempt === 1)).toBe(true)
  })

  test('of a run are those that Plytix has counted, sign-ins among them', async () => {
    const { calls: made, systems } = await calls(result.run_id, '--system', 'plytix')

    const signIns = made.filter(({ endpoint }) => endpoint === 'sign in').length
    expect(made).toHaveLength(stage.sandbox.plytix.calls.length)
    expect(made.length - signIns).toBe(result.calls.reads + result.calls.writes)
    expect(systems[0]?.calls).toBe(made.length)
  })
})

describe('the limiter', () => {
  test('is told with a run: calls in each window, room left, and when it resets', async () => {
    const windows = result.systems?.find(({ system }) => system === 'plytix')?.windows ?? []

    expect(windows.length).toBeGreaterThan(0)
    for (const { limit, used, room, resets_at } of windows) {
      expect(used).toBeGreaterThan(0)
      expect(room).toBe(Math.max(0, limit - used))
      expect(resets_at).toMatch(/^20\d\d-/)
    }
    const { stdout } = await stage.sync('runs', 'show', result.run_id)
    expect(stdout).toMatch(/^plytix: [\d,]+ of [\d,]+ calls used in 10 s, room for [\d,]+, resets at 20\S+ \S+ UTC$/m)
  })
})

describe('the times of a run', () => {
  test('are those of the target, by endpoint, and those that were injected', () => {
    const endpoints = result.systems?.flatMap((system) => system.endpoints) ?? []

    expect(endpoints.map(({ endpoint }) => endpoint)).toContain('create product')
    for (const { average_ms } of endpoints) expect(average_ms).toBeGreaterThanOrEqual(4)
    expect(result.operations_per_second).toBeGreaterThan(0)
  })
})

describe('memory', () => {
  test('is told as gauges, all of them numbers', () => {
    const gauges = events('events.ndjson').filter(({ type }) => type === 'process.gauges')

    expect(gauges.length).toBeGreaterThan(0)
    for (const { heap_used, heap_limit, rss, event_loop_lag_ms } of gauges) {
      for (const number of [heap_used, heap_limit, rss]) expect(number).toBeGreaterThan(1_000_000)
      expect(event_loop_lag_ms).toBeGreaterThanOrEqual(0)
    }
  })

  test('above a threshold is an event, a line of the log and a sentence, and the plan is made all the same', async () => {
    const env = { SYNC_MEMORY_ALERT: '5MB', SYNC_LOG_FILE: 'sync.log' }
    const { code, stderr } = await stage.syncIn({ env }, 'plan', '--events', 'memory.ndjson')

    const [high] = events('memory.ndjson').filter(({ type }) => type === 'memory.high')
    expect(code).toBe(0)
    expect(high).toMatchObject({ threshold: 5 * 2 ** 20, heap_used: expect.any(Number) })
    expect(high?.heap_used).toBeGreaterThan(5 * 2 ** 20)
    expect(events('sync.log').find(({ event }) => event === 'memory.high')).toMatchObject({ level: 'warn' })
    expect(stderr).toMatch(
      /^Memory is short: [\d,]+ of [\d,]+ MB of the heap are used, more than 5 MB; less is done at once/m,
    )
  })

  test('is no event while there is enough', async () => {
    await stage.sync('plan', '--events', 'enough.ndjson')

    expect(events('enough.ndjson').map(({ type }) => type)).not.toContain('memory.high')
  })

  test('of a threshold that is none is refused', async () => {
    const { code, stderr } = await stage.syncIn({ env: { SYNC_MEMORY_ALERT: 'much' } }, 'plan')

    expect([code, stderr]).toEqual([1, expect.stringContaining('SYNC_MEMORY_ALERT is "much", which is no amount')])
  })
})
