import { describe, expect, it } from 'vitest'
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

  it('goes on counting where an earlier process stopped', async () => {
    const { target, signal } = await createWorld()
    await target.read(query, signal)
    expect(target.callTimes()).toHaveLength(target.calls().reads)
  })
})

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
