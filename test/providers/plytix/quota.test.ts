import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { LearnedWindow } from '../../../src/model/quota.ts'
import { createHttp } from '../../../src/net/http.ts'
import { newProduct } from '../../contract/changes.ts'
import { createNetworkClock } from '../../support/network-clock.ts'
import { createScaledClock } from '../../support/scaled-clock.ts'
import { leapingClock } from '../amazon/world.ts'
import { createWorld, want } from './world.ts'

const short = { limit: 20, window_size: 10 }

describe('the quota', () => {
  it.each(['fixed', 'sliding'] as const)('is never outrun by 300 writes, by %s windows', async (windowKind) => {
    const limits = [short, { limit: 2000, window_size: 3600 }]
    const clock = createNetworkClock(Date.UTC(2026, 10, 21, 3))
    const http = clock.slow(createHttp(), () => ({ there: 40, back: 60 }))
    const { sim, write, target } = await createWorld({
      sim: { clock, clockScale: 1, limits, windowKind },
      target: { clock, http },
    })

    const writes = Array.from({ length: 300 }, (_, index) => write(newProduct(`PLUM-${index}`)))
    await clock.until(Promise.all(writes))

    expect(sim.counts().throttled).toBe(0)
    expect(target.calls()).toMatchObject({ throttled: 0, writes: 300 })
    expect(sim.store.productCount()).toBe(303)
  })

  it.each([true, false])(
    'pauses everything when another program used it up (told how long: %s)',
    async (throttleTtl) => {
      // Time goes by only where somebody waits, however busy the machine is.
      const clock = leapingClock()
      const { sim, target, signal } = await createWorld({
        sim: { clock, limits: [short], windowKind: 'sliding', throttleTtl },
        target: { clock },
      })
      const other = await createOtherCaller(sim.url, sim.authUrl)
      for (let index = 0; index < 20; index += 1) await other()

      const live = await target.read(want, signal)

      expect(live.complete).toBe(true)
      expect(target.calls().throttled).toBeGreaterThan(0)
      expect(target.calls().throttled).toBeLessThan(10)
    },
  )

  it('announces that the hour is used up', async () => {
    const waits: string[] = []
    const { sim, target, signal } = await createWorld({
      sim: { clockScale: 2_000, limits: [{ limit: 5, window_size: 3600 }] },
      target: { onWait: (_, reason) => waits.push(reason) },
    })
    await target.connect(signal)

    await target.read(want, signal)
    await target.read(want, signal)

    expect(sim.counts().throttled).toBe(0)
    expect(waits).toContain('the allowance of 5 calls in an hour is used up')
  })

  it('is shared with the next process through what is kept of it', async () => {
    const kept = createQuotaMemory()
    const limits = [{ limit: 4, window_size: 3600 }]
    const sim = { clockScale: 4000, limits }
    const clock = createScaledClock(4000)
    const first = await createWorld({ sim, target: { quota: kept, clock } })
    await first.target.connect(first.signal)
    await first.target.read(want, first.signal)
    await first.target.close()
    const waits: number[] = []

    const { target, signal } = await createWorld({
      sim,
      target: { quota: kept, clock, onWait: (seconds) => waits.push(seconds) },
    })
    await target.connect(signal)
    await target.read(want, signal)

    expect(waits[0]).toBeGreaterThan(1800)
  })

  it('keeps what a 429 says about a limit that no token states', async () => {
    const kept = createQuotaMemory()
    const clock = leapingClock()
    const sim = { clock, claims: {} as JsonObject }
    const { target, signal, sim: first } = await createWorld({ sim, target: { quota: kept, clock } })
    first.options.claims = { user_claims: {} }
    await target.connect(signal)
    first.options.limits = [{ limit: 2, window_size: 10 }]
    await target.read(want, signal)
    await target.close()

    expect(kept.learned).toMatchObject([{ limit: 2, window_size: 10 }])
    const next = await createWorld({ sim: { clock, claims: { user_claims: {} } }, target: { quota: kept, clock } })
    await next.target.connect(next.signal)
    next.sim.options.limits = [{ limit: 2, window_size: 10 }]
    await next.target.read(want, next.signal)
    expect(next.target.calls().throttled).toBe(0)
  })

  it('forgets what a 429 said when a newer token says otherwise', async () => {
    const kept = createQuotaMemory()
    const { sim, target, signal } = await createWorld({ target: { quota: kept, maxWait: 60_000 } })
    await target.connect(signal)
    sim.options.faults = [{ effect: 'answer', nth: 1, status: 429, body: { limit: 1, window_size: 3600, ttl: 5 } }]
    await expect(target.read(want, signal)).rejects.toMatchObject({ code: 'wait-too-long' })
    await target.close()
    expect(kept.learned).toMatchObject([{ limit: 1, window_size: 3600 }])

    const waits: number[] = []
    const next = await createWorld({ target: { quota: kept, onWait: (seconds) => waits.push(seconds) } })
    const live = await next.target.read(want, next.signal)
    await next.target.close()

    expect(live.complete).toBe(true)
    expect(waits).toEqual([])
    expect(kept.learned).toEqual([])
  })

  it.each<[string, object | string]>([
    ['a window of thirty years', { limit: 1, window_size: 1e9 }],
    ['a window beyond all numbers', '{"limit": 1, "window_size": 1e400}'],
    ['a window without calls', { limit: 0, window_size: 10 }],
    ['negative numbers', { limit: -5, window_size: -10, ttl: -1 }],
    ['texts', { limit: 'one', window_size: '3600', ttl: '1e9' }],
    ['lists', { limit: [1], window_size: [3600], ttl: [1e9] }],
    ['nothing at all', ''],
    ['a page', '<html>Too many requests</html>'],
  ])('survives a 429 with %s: this run goes on, and the next one as well', async (_, body) => {
    const kept = createQuotaMemory()
    const waits: number[] = []
    const target = { quota: kept, onWait: (seconds: number) => waits.push(seconds) }
    const first = await createWorld({ target, sim: { faults: [{ effect: 'answer', nth: 3, status: 429, body }] } })

    expect((await first.target.read(want, first.signal)).complete).toBe(true)
    await first.target.close()
    const next = await createWorld({ target })
    expect((await next.target.read(want, next.signal)).complete).toBe(true)

    expect(Math.max(0, ...waits)).toBeLessThanOrEqual(10)
  })

  it.each<[string, { body?: object | string; headers?: { [name: string]: string } }]>([
    ['ttl', { body: { ttl: 1e18 } }],
    ['ttl of three hours', { body: { limit: 20, window_size: 10, ttl: 3 * 3600_000 } }],
    ['Retry-After', { headers: { 'retry-after': '99999999' } }],
    ['Retry-After as a date', { headers: { 'retry-after': 'Fri, 31 Dec 2999 23:59:59 GMT' } }],
    ['window of a day', { body: { limit: 1, window_size: 86_400 } }],
  ])('ends a read that would have to wait too long for it (%s), and the next one goes on', async (_, answer) => {
    const kept = createQuotaMemory()
    const fault = { effect: 'answer', nth: 3, status: 429, ...answer } as const
    const { target, signal } = await createWorld({ target: { quota: kept }, sim: { faults: [fault] } })

    await expect(target.read(want, signal)).rejects.toMatchObject({ code: 'wait-too-long' })
    await target.close()

    const next = await createWorld({ target: { quota: kept } })
    expect((await next.target.read(want, next.signal)).complete).toBe(true)
  })

  it('bounds a row of refusals that each ask for no time at all', async () => {
    const answer = { effect: 'answer', status: 429, headers: { 'retry-after': '0' }, body: { message: 'no' } } as const
    const { target, sim, signal } = await createWorld({ sim: { clockScale: 2_000, faults: [answer] } })

    await expect(target.read(want, signal)).rejects.toMatchObject({
      code: 'wait-too-long',
      message: expect.stringContaining('Plytix refuses all calls as too many: 21 in a row'),
    })
    expect(sim.calls.length).toBeLessThan(60)
  })

  it.each<[string, JsonObject]>([
    ['windows that cannot be', { user_claims: { account: { id: 'a', rate_limit: [{ limit: 1, window_size: 1e9 }] } } }],
    ['no list of windows', { user_claims: { account: { id: 'a', rate_limit: { limit: 1 } } } }],
    ['an end before its beginning', { exp: 1 }],
    ['an end in a million years', { exp: 3e13 }],
    ['times that are texts', { exp: 'soon', iat: 'now' }],
  ])('takes a token with %s for what it can be', async (_, claims) => {
    const { target, sim, signal } = await createWorld({ sim: { claims } })

    const { windows } = await target.connect(signal)
    expect((await target.read(want, signal)).complete).toBe(true)

    expect(windows.every(({ limit, window_size }) => limit >= 1 && window_size >= 1 && window_size <= 86_400)).toBe(
      true,
    )
    expect(windows.length).toBeGreaterThan(0)
    expect(sim.counts().auth).toBeLessThan(4)
  })

  it.each([
    ['a date in the past', { headers: { 'retry-after': 'Mon, 01 Jan 2001 00:00:00 GMT' } }],
    ['a negative number', { headers: { 'retry-after': '-7' } }],
    ['zero', { headers: { 'retry-after': '0' } }],
    ['a word', { headers: { 'retry-after': 'later' } }],
    ['a list', { body: { ttl: [5] } }],
  ])('signs in after a 429 whose time to wait is %s', async (_, answer) => {
    const fault = { effect: 'answer', kind: 'auth', nth: 1, status: 429, ...answer } as const
    const { target, signal } = await createWorld({ sim: { faults: [fault] } })
    expect((await target.connect(signal)).windows).toHaveLength(1)
  })

  it('says that it waits to sign in when the wait begins, and does not wait for a day', async () => {
    const waits: [number, string][] = []
    const target = { onWait: (seconds: number, reason: string) => waits.push([seconds, reason]) }
    const later = (text: string) => [
      { effect: 'answer', kind: 'auth', nth: 1, status: 429, headers: { 'retry-after': text } } as const,
    ]
    const short = await createWorld({ target, sim: { faults: later('40') } })
    await short.target.connect(short.signal)
    expect(waits).toEqual([[40, "Plytix's sign-in says that there are too many calls"]])

    const long = await createWorld({ target, sim: { faults: later('100000') } })
    await expect(long.target.connect(long.signal)).rejects.toMatchObject({ code: 'wait-too-long' })
  })
})

function createQuotaMemory() {
  const kept = {
    times: [] as number[],
    learned: [] as LearnedWindow[],
    calls: async () => kept.times,
    keepCalls: async (_account: string, times: number[]) => {
      kept.times.push(...times)
    },
    limits: async () => kept.learned,
    keepLimits: async (_account: string, limits: LearnedWindow[]) => {
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
