import { expect, test } from 'vitest'
import type { AmazonFault } from '../../../src/sandbox/amazon/fault-options.ts'
import { amazon, get, ITEMS, listing, manualClock, search, signIn } from './support.ts'

const boot = listing('B0JUNIPER1')

async function statuses(faults: AmazonFault[], count: number): Promise<number[]> {
  const sim = await amazon([boot], { faults })
  const token = await signIn(sim)
  const seen: number[] = []
  for (let i = 0; i < count; i++) seen.push((await get(sim, ITEMS, { token, query: { keywords: 'boot' } })).status)
  return seen
}

test('strikes the nth call, or every k-th one', async () => {
  expect(await statuses([{ effect: '500', nth: 2 }], 4)).toEqual([200, 500, 200, 200])
  expect(await statuses([{ effect: '429', every: 3 }], 6)).toEqual([200, 200, 429, 200, 200, 429])
})

test('strikes with a probability, the same way for the same seed', async () => {
  const fault: AmazonFault = { effect: '500', probability: 0.4, seed: 7 }

  const first = await statuses([fault], 30)

  expect(await statuses([{ ...fault }], 30)).toEqual(first)
  expect(await statuses([{ ...fault, seed: 8 }], 30)).not.toEqual(first)
  const struck = first.filter((status) => status === 500).length
  expect(struck).toBeGreaterThan(5)
  expect(struck).toBeLessThan(20)
})

test('strikes one operation when it names one, and never a sign-in otherwise', async () => {
  const sim = await amazon([boot], { faults: [{ effect: '500', operation: 'getCatalogItem' }] })
  const all = await amazon([boot], { faults: [{ effect: '500' }] })

  expect((await search(sim, { keywords: 'boot' })).status).toBe(200)
  expect((await get(sim, `${ITEMS}/B0JUNIPER1`)).status).toBe(500)
  expect((await search(all, { keywords: 'boot' })).status).toBe(500)
  expect(all.counts()).toMatchObject({ token: 1 })
})

test('answers an error of its own at the sign-in', async () => {
  const sim = await amazon([boot], { faults: [{ effect: '500', operation: 'token', nth: 1 }] })

  const answer = await fetch(`${sim.lwaUrl}/auth/o2/token`, { method: 'POST' })

  expect(answer.status).toBe(500)
  expect(await answer.json()).toMatchObject({ error: 'server_error' })
})

test('cuts the connection, and the journal says so', async () => {
  const sim = await amazon([boot], { faults: [{ effect: 'reset' }] })

  await expect(search(sim, { keywords: 'boot' })).rejects.toThrow('fetch failed')
  expect(sim.calls.at(-1)?.status).toBe(0)
})

test('answers a page in HTML', async () => {
  const sim = await amazon([boot], { faults: [{ effect: 'html' }] })

  const answer = await search(sim, { keywords: 'boot' })

  expect(answer.status).toBe(503)
  expect(answer.headers.get('content-type')).toBe('text/html')
})

test('answers late', async () => {
  const clock = manualClock()
  const sim = await amazon([boot], { clock, faults: [{ effect: 'slow', ms: 9000 }] })
  const before = clock.now()

  expect((await search(sim, { keywords: 'boot' })).status).toBe(200)
  expect(clock.now() - before).toBe(9000)
})

test('a slow call keeps no other waiting, and counts when it is answered', async () => {
  const [asleep, woken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const now = Date.now()
  const sleep = () => {
    asleep.resolve()
    return woken.promise
  }
  const sim = await amazon([boot], {
    clock: { now: () => now, sleep },
    limits: { searchCatalogItems: { rate: 0.1, burst: 2 } },
    faults: [{ effect: 'slow', ms: 5000, nth: 1 }],
  })
  const token = await signIn(sim)
  const look = async () => (await get(sim, ITEMS, { token, query: { keywords: 'boot' } })).status
  const slow = look()
  await asleep.promise

  expect([await look(), await look()]).toEqual([200, 200])
  woken.resolve()
  expect(await slow).toBe(429)
})

test('lets a token expire for good', async () => {
  const sim = await amazon([boot], { faults: [{ effect: 'expired-token', nth: 1 }] })
  const token = await signIn(sim)
  const look = () => get(sim, `${ITEMS}/B0JUNIPER1`, { token })

  const answers = [await look(), await look()]

  expect(answers.map(({ status }) => status)).toEqual([403, 403])
  expect(answers[0]?.body.errors[0].details).toMatch(/access token.*expired/)
  expect((await get(sim, `${ITEMS}/B0JUNIPER1`)).status).toBe(200)
})
