import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EndpointFigures, SystemFigures } from '../../src/model/call.ts'
import type { WindowUse } from '../../src/model/plan-figures.ts'
import type { RunResult } from '../../src/model/run.ts'
import { MarketStage } from '../e2e/market-stage.ts'

/** How quickly things go, what takes long, and how full the limits of services are: in exports, plans, runs. */
let stage: MarketStage
/** Longer than a busy machine takes by itself. */
const SLOW_MS = 500

beforeAll(async () => {
  stage = await MarketStage.open({ listings: 8, seed: 4 })
})

afterAll(() => stage.close())

interface Exported {
  provider: string
  counts: { items: number }
  seconds: number
  items_per_second: number
  calls: { calls: number; endpoints: EndpointFigures[]; windows: WindowUse[] }
}

const json = async <T>(...args: string[]): Promise<T> => JSON.parse(await stage.done(...args, '--json')) as T
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)

describe('the report of an export', () => {
  let exports: Exported[]
  let before: number

  beforeAll(async () => {
    Object.assign(stage.market.shopee.options, { latencyMs: SLOW_MS })
    before = Date.now()
    exports = (await json<{ exports: Exported[] }>('export')).exports
    Object.assign(stage.market.shopee.options, { latencyMs: 0 })
  })

  const of = (provider: string) => exports.find((one) => one.provider === provider) ?? expect.fail(provider)

  test('has items a second of every source', () => {
    for (const { counts, seconds, items_per_second } of exports) {
      expect(items_per_second).toBeCloseTo(counts.items / seconds, 1)
    }
  })

  test('has the latency of every endpoint, which is the one that was injected, and where it was', () => {
    for (const { average_ms, calls } of of('shopee').calls.endpoints) {
      expect(calls).toBeGreaterThan(0)
      expect(average_ms).toBeGreaterThanOrEqual(SLOW_MS - 1)
    }
    const { endpoints } = of('tiktok-shop').calls
    expect(sum(endpoints.map(({ ms }) => ms)) / sum(endpoints.map(({ calls }) => calls))).toBeLessThan(SLOW_MS)
  })

  test('has the state of the limiter: calls in the window, room left, when it resets', () => {
    for (const { calls } of exports) {
      const [window] = calls.windows
      if (!window) return expect.fail('no window')
      const { limit, used, room, resets_at, window_size } = window
      expect(window_size).toBe(1)
      expect(used).toBeGreaterThan(0)
      expect(used).toBeLessThanOrEqual(Math.min(limit, calls.calls))
      expect(room).toBe(limit - used)
      expect(Date.parse(resets_at ?? '')).toBeGreaterThan(before)
    }
  })

  test('says it to people as well', async () => {
    const text = await stage.done('export')

    expect(text).toMatch(/^ {2}[\d.,]+ listings a second, [\d.]+ s in all$/m)
    expect(text).toMatch(/^ {2}Search Products: \d+ calls?, [\d.]+ m?s/m)
    expect(text).toMatch(/^ {2}\d+ of \d+ calls used in 1 s, room for \d+, resets at 20\S+ \S+ UTC$/m)
  })
})

describe('a budget of the day', () => {
  test('stands beside the rate, with what is left of it and when the day begins anew', async () => {
    const text = stage.settings().replace(/^( +)tiktok-shop:\n/m, '$1tiktok-shop:\n$1  calls_per_day: 1000\n')
    stage.write('sync.yaml', text)
    stage.market.tiktok.calls.length = 0

    const { calls } = (await json<{ exports: Exported[] }>('export')).exports.find(
      ({ provider }) => provider === 'tiktok-shop',
    ) as Exported

    const day = calls.windows.find(({ window_size }) => window_size === 86_400)
    const made = stage.market.tiktok.calls.length
    expect(day).toMatchObject({ limit: 1000, used: made, room: 1000 - made })
    expect(day?.resets_at).toMatch(/T00:00:00\.000Z$/)
  })
})

describe('the report of a run into a database', () => {
  let result: RunResult

  beforeAll(async () => {
    // Products alone: a trigger that takes its time with every row that is inserted.
    await stage.query(`CREATE FUNCTION catalog.dawdle() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.2); RETURN new; END $$`)
    await stage.query(`CREATE TRIGGER dawdle BEFORE INSERT ON catalog.master_products
      FOR EACH ROW EXECUTE FUNCTION catalog.dawdle()`)
    await stage.sync('plan', '--out', 'plan.json', '--allow-invalid')
    result = await json<RunResult>('apply', 'plan.json')
  })

  const kinds = ({ systems = [] }: { systems?: SystemFigures[] }) =>
    systems.find(({ system }) => system === 'postgres')?.endpoints ?? []

  test('has a histogram of every kind of statement, with mean, calls and total', () => {
    for (const { calls, ms, average_ms, longest_ms, spread } of kinds(result)) {
      expect(sum(spread)).toBe(calls)
      expect(average_ms).toBeCloseTo(ms / calls, 2)
      expect(longest_ms).toBeLessThanOrEqual(ms + 0.001)
    }
    expect(kinds(result).map(({ endpoint }) => endpoint)).toEqual(
      expect.arrayContaining(['create product', 'create variant', 'create mapping', 'write history']),
    )
  })

  test('shows a delay of inserts there, and nowhere else', () => {
    const made = JSON.parse(JSON.stringify(result)) as RunResult
    const product = kinds(made).find(({ endpoint }) => endpoint === 'create product')
    const others = kinds(made).filter(({ endpoint }) => endpoint !== 'create product')

    const delay = 200 * stage.saved('plan.json').operations.filter(({ kind }) => kind === 'product').length
    expect(product?.ms).toBeGreaterThanOrEqual(delay)
    for (const { longest_ms } of others) expect(longest_ms).toBeLessThan(delay)
  })

  test('and events of the next plan say how quickly the catalogue was read', async () => {
    await stage.sync('plan', '--allow-invalid', '--events', 'events.ndjson')

    const events = readFileSync(join(stage.root, 'events.ndjson'), 'utf8').trim().split('\n')
    const read = events.map((text) => JSON.parse(text)).find(({ type }) => type === 'read.finished')
    expect(read.pace.resources_per_second).toBeGreaterThan(0)
    const endpoints = (read.pace.systems as SystemFigures[]).flatMap((system) => system.endpoints)
    expect(endpoints).toContainEqual(expect.objectContaining({ endpoint: 'read mapping', calls: 1 }))
  })

  test('has operations a second, and what it took of this machine', () => {
    const done = sum(Object.values(result.operations)) - result.operations.pending
    expect(result.operations_per_second).toBeGreaterThan(0.5 * (done / Math.max(result.seconds, 0.1)))
    const { heap_used, heap_limit, rss, event_loop_lag_ms } = result.process ?? expect.fail('no gauges')
    for (const number of [heap_used, heap_limit, rss]) expect(number).toBeGreaterThan(1_000_000)
    expect(heap_used).toBeLessThan(heap_limit)
    expect(event_loop_lag_ms).toBeGreaterThanOrEqual(0)
  })

  test('is what runs show tells later, with the histogram as a table', async () => {
    const shown = await json<RunResult>('runs', 'show', 'latest')
    const text = await stage.done('runs', 'show', 'latest')

    expect(shown.systems).toEqual(result.systems)
    expect([shown.operations_per_second, shown.process]).toEqual([result.operations_per_second, result.process])
    expect(text).toMatch(/^ +postgres +create product +\d+ +[\d.]+ +[\d.]+ +[\d.]+ +.*(up to [\d,]+|longer): \d+/m)
    expect(text).toMatch(/^Speed: [\d.,]+ operations a second\.$/m)
  })
})
