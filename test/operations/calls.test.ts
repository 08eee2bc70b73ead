import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KeptCall, SystemFigures } from '../../src/model/call.ts'
import type { RunResult } from '../../src/model/run.ts'
import { MarketStage } from '../e2e/market-stage.ts'

/** What was asked of services, and how it went, looked at afterwards: every number is compared with the simulators' own. */
let stage: MarketStage

beforeAll(async () => {
  stage = await MarketStage.open({ listings: 12, seed: 3 })
})

afterAll(() => stage.close())

interface Kept {
  id: string
  run_id: string | null
  command: string
  systems: SystemFigures[]
  calls: KeptCall[]
}

const json = async <T>(...args: string[]): Promise<T> => JSON.parse(await stage.done(...args, '--json')) as T
const kept = (...args: string[]) => json<Kept>('runs', 'calls', ...args)
const names = ({ calls }: Kept) => new Set(calls.map(({ system }) => system))

describe('the calls of an export', () => {
  beforeAll(async () => {
    stage.market.shopee.calls.length = 0
    stage.market.tiktok.calls.length = 0
    Object.assign(stage.market.tiktok.options, { faults: [{ effect: '429', operation: 'search', nth: 1 }] })
    await stage.done('export')
    Object.assign(stage.market.tiktok.options, { faults: [] })
  })

  test('are as many as each simulator has counted, by system', async () => {
    const both = await kept('latest')
    const tiktok = await kept('latest', '--system', 'tiktok-shop')
    const shopee = await kept('latest', '--system', 'shopee')

    expect([both.command, both.run_id]).toEqual(['export', null])
    expect([tiktok.calls.length, shopee.calls.length]).toEqual([
      stage.market.tiktok.calls.length,
      stage.market.shopee.calls.length,
    ])
    expect(both.calls).toHaveLength(tiktok.calls.length + shopee.calls.length)
    expect([names(tiktok), names(shopee)]).toEqual([new Set(['tiktok-shop']), new Set(['shopee'])])
  })

  test('tell endpoint, status, milliseconds and attempt of each', async () => {
    const { calls } = await kept('latest', '--system', 'tiktok-shop')
    const searches = calls.filter(({ endpoint }) => endpoint === 'Search Products')

    expect(searches.slice(0, 2).map(({ status, attempt }) => [status, attempt])).toEqual([
      [429, 1],
      [200, 2],
    ])
    for (const call of calls) {
      expect(call).toMatchObject({
        at: expect.stringMatching(/^20\d\d-.*Z$/),
        ms: expect.any(Number),
        method: expect.any(String),
      })
    }
  })

  test('are added up by endpoint, and told to people', async () => {
    const { calls, systems } = await kept('latest', '--system', 'shopee')
    const text = await stage.done('runs', 'calls', 'latest', '--system', 'shopee')

    const [shopee] = systems
    expect(shopee?.calls).toBe(calls.length)
    for (const { endpoint, calls: many, ms } of shopee?.endpoints ?? []) {
      const own = calls.filter((call) => call.endpoint === endpoint)
      expect([many, ms]).toEqual([own.length, own.reduce((sum, call) => sum + call.ms, 0)])
      expect(text).toContain(`${endpoint}: ${many} call`)
    }
    expect(text).toMatch(/^ +\S+ +shopee +product\.get_item_list +200 +\d+ +1\b/m)
    expect(text).not.toContain('tiktok-shop')
  })

  test('hold no secret', async () => {
    const text = JSON.stringify(await kept('latest'))
    const { shopee, tiktok } = stage.market

    for (const secret of [
      shopee.options.partnerKey,
      shopee.options.accessToken,
      tiktok.options.appSecret,
      tiktok.options.accessToken,
    ]) {
      expect(text).not.toContain(secret)
    }
    expect(text).not.toMatch(/sign=|access_token=/)
  })

  test('are none of a system that was not asked, and a command that nobody knows is refused', async () => {
    expect((await kept('latest', '--system', 'nobody')).calls).toEqual([])
    const { code, stderr } = await stage.sync('runs', 'calls', '20200101T000000Z-0000')
    expect([code, stderr]).toEqual([1, expect.stringContaining('No calls are kept of 20200101T000000Z-0000.')])
  })
})

describe('the calls of a run', () => {
  let result: RunResult

  beforeAll(async () => {
    await stage.done('plan', '--out', 'plan.json', '--allow-invalid')
    result = await json<RunResult>('apply', 'plan.json')
  })

  test('are the statements of the catalogue, and are kept with the run', async () => {
    const { run_id, calls } = await kept(result.run_id, '--system', 'postgres')

    expect(run_id).toBe(result.run_id)
    expect(calls.length).toBeGreaterThan(result.calls.writes)
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([null]))
    expect(calls.map(({ endpoint }) => endpoint)).toContain('create product')
  })

  test('are found as the latest of a system, whatever came after', async () => {
    expect((await kept('latest', '--system', 'shopee')).command).toBe('export')
    expect((await kept('latest', '--system', 'postgres')).run_id).toBe(result.run_id)
  })

  test('are listed with the other commands', async () => {
    const { calls } = await json<{ calls: Kept[] }>('runs', 'calls')

    expect(calls.map(({ command }) => command)).toEqual(expect.arrayContaining(['export', 'plan', 'apply']))
    expect(await stage.done('runs', 'calls')).toMatch(/^ +\S+ +export +20.* UTC +.*shopee \d+/m)
  })
})

test('of commands without a run those of the newest eight are kept, and runs keep theirs', async () => {
  for (let round = 0; round < 9; round += 1) await stage.done('export')
  const { calls } = await json<{ calls: Kept[] }>('runs', 'calls')

  expect(calls.filter(({ run_id }) => run_id === null)).toHaveLength(8)
  expect(calls.filter(({ run_id }) => run_id !== null)).toHaveLength(1)
})
