import { describe, expect, it } from 'vitest'
import type { RateWindow } from '../../../src/model/plan.ts'
import { createWorld, query } from './world.ts'

const short = { limit: 20, window_size: 10 }

describe('the quota', () => {
  it.each(['fixed', 'sliding'] as const)('is never outrun by 300 writes, by %s windows', async (windowKind) => {
    const limits = [short, { limit: 2000, window_size: 3600 }]
    const { sim, write, target } = await createWorld({ sim: { clockScale: 100, limits, windowKind } })

    await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        write({
          kind: 'product',
          action: 'create',
          sku: `PLUM-${index}`,
          fields: { attributes: {} },
          family: null,
          volatile: [],
        }),
      ),
    )

    expect(sim.counts().throttled).toBe(0)
    expect(target.calls()).toMatchObject({ throttled: 0, writes: 300 })
    expect(sim.store.productCount()).toBe(303)
  })

  it.each([true, false])(
    'pauses everything when another program used it up (told how long: %s)',
    async (throttleTtl) => {
      const { sim, target, signal } = await createWorld({
        sim: { clockScale: 20, limits: [short], windowKind: 'sliding', throttleTtl },
      })
      const other = await createOtherCaller(sim.url, sim.authUrl)
      for (let index = 0; index < 20; index += 1) await other()

      const live = await target.read(query, signal)

      expect(live.complete).toBe(true)
      expect(target.calls().throttled).toBeGreaterThan(0)
      expect(target.calls().throttled).toBeLessThan(10)
    },
  )

  it('announces that the hour is used up', async () => {
    const waits: string[] = []
    const { sim, target, signal } = await createWorld({
      sim: { clockScale: 20_000, limits: [{ limit: 5, window_size: 3600 }] },
      target: { onWait: (_, reason) => waits.push(reason) },
    })
    await target.connect(signal)

    await target.read(query, signal)
    await target.read(query, signal)

    expect(sim.counts().throttled).toBe(0)
    expect(waits).toContain('the allowance of 5 calls in an hour is used up')
  })

  it('is shared with the next process through what is kept of it', async () => {
    const kept = createQuotaMemory()
    const limits = [{ limit: 4, window_size: 3600 }]
    const sim = { clockScale: 4000, limits }
    const first = await createWorld({ sim, target: { quota: kept } })
    await first.target.connect(first.signal)
    await first.target.read(query, first.signal)
    await first.target.close()
    const waits: number[] = []

    const { target, signal } = await createWorld({
      sim,
      target: { quota: kept, onWait: (seconds) => waits.push(seconds) },
    })
    await target.connect(signal)
    await target.read(query, signal)

    expect(waits[0]).toBeGreaterThan(1800)
  })

  it('keeps what a 429 says about a limit that the token states otherwise', async () => {
    const kept = createQuotaMemory()
    const { sim, target, signal } = await createWorld({ target: { quota: kept } })
    await target.connect(signal)
    sim.options.limits = [{ limit: 2, window_size: 10 }]
    await target.read(query, signal)
    await target.close()

    expect(kept.learned).toEqual([{ limit: 2, window_size: 10 }])
    const next = await createWorld({ target: { quota: kept } })
    await next.target.connect(next.signal)
    next.sim.options.limits = [{ limit: 2, window_size: 10 }]
    await next.target.read(query, next.signal)
    expect(next.target.calls().throttled).toBe(0)
  })
})

function createQuotaMemory() {
  const kept = {
    times: [] as number[],
    learned: [] as RateWindow[],
    calls: () => kept.times,
    keepCalls: (_account: string, times: number[]) => {
      kept.times.push(...times)
    },
    limits: () => kept.learned,
    keepLimits: (_account: string, limits: RateWindow[]) => {
      kept.learned = limits
    },
  }
  return kept
}

/** A plain caller beside the target, with a token of its own. */
async function createOtherCaller(url: string, authUrl: string): Promise<() => Promise<unknown>> {
  const credentials = { api_key: 'sandbox-key', api_password: 'sandbox-password' }
  const answer = await postJson(`${authUrl}/auth/api/get-token`, credentials)
  const { data } = (await answer.json()) as { data: { access_token: string }[] }
  const headers = { authorization: `Bearer ${data[0]?.access_token}` }
  return () => postJson(`${url}/api/v1/relationships/search`, {}, headers)
}

function postJson(url: string, body: object, headers: { [name: string]: string } = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}
