import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import type { QuotaMemory } from '../../../src/model/quota.ts'
import type { HttpAnswer } from '../../../src/net/http.ts'
import { Limiter } from '../../../src/net/limiter.ts'
import { QuotaKeeper } from '../../../src/net/quota-keeper.ts'
import { Throttles } from '../../../src/providers/plytix/throttles.ts'
import { createManualClock, type ManualClock } from '../../net/manual-clock.ts'
import { temporaryState } from '../../state/temporary.ts'

const HOUR = 3600_000
const never = new AbortController().signal
const PLAN = [
  { limit: 20, window_size: 10 },
  { limit: 2000, window_size: 3600 },
]

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    -1,
    1,
    0.5,
    10,
    3600,
    86_400,
    86_401,
    1e9,
    1e18,
    -1e18,
    1e308,
    '10',
    '',
    null,
    [],
    {},
    true,
  ),
  fc.double(),
  fc.integer(),
  fc.string(),
)
const headers = fc.record(
  {
    'retry-after': fc.oneof(
      fc.constantFrom('0', '-1', '1e9', '7200', '7201', 'NaN', 'Infinity', 'Fri, 31 Dec 9999 23:59:59 GMT'),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.integer().map(String),
      fc.string(),
    ),
  },
  { requiredKeys: [] },
)
const bodies = fc.oneof(
  fc.record({ limit: odd, window_size: odd, ttl: odd, message: fc.string() }, { requiredKeys: [] }),
  fc.anything(),
)
const answers = fc
  .record({ json: bodies, headers })
  .map(({ json, headers }) => ({ ok: true, status: 429, text: '', json: json as Json, headers }) as HttpAnswer)

/** A process that starts with what earlier ones kept of an account, and signs in. */
async function open(clock: ManualClock, memory: QuotaMemory, account: string) {
  const limiter = new Limiter({ clock, windows: PLAN, share: 1 })
  const quota = new QuotaKeeper({ limiter, clock, memory })
  await quota.open(account)
  limiter.allow(PLAN)
  return { limiter, quota, throttles: new Throttles({ limiter, timing: { clock }, maxWait: 2 * HOUR }) }
}

test('whatever a row of 429s says, the wait is bounded, and so is the wait of the next run', async () => {
  const state = temporaryState()
  let cases = 0
  await fc.assert(
    fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 4 }), async (row) => {
      const clock = createManualClock(Date.parse('2026-11-21T03:00:00Z'))
      const memory = state.quota(clock)
      cases += 1
      const first = await open(clock, memory, `boots ${cases}`)
      for (const answer of row) {
        const before = clock.now()
        try {
          first.throttles.hold(answer, before)
          ;(await clock.until(first.limiter.acquire(never)))()
        } catch (error) {
          expect(error).toMatchObject({ code: 'wait-too-long' })
          break
        }
        expect(clock.now() - before).toBeLessThanOrEqual(2 * HOUR)
      }
      await first.quota.save()

      const next = await open(clock, memory, `boots ${cases}`)
      const started = clock.now()
      for (let calls = 0; calls < 5; calls += 1) (await clock.until(next.limiter.acquire(never)))()
      expect(clock.now() - started).toBeLessThanOrEqual(HOUR)
      await next.quota.keep()
    }),
    { numRuns: 300 },
  )
})

test('answers to calls that had left before the first refusal say nothing new, however late they come', async () => {
  const clock = createManualClock(Date.parse('2026-11-21T03:00:00Z'))
  const { throttles } = await open(clock, temporaryState().quota(clock), 'boots')
  const refusal: HttpAnswer = { ok: true, status: 429, text: '', json: {}, headers: { 'retry-after': '1' } }
  const left = clock.now()

  for (let call = 0; call < 30; call += 1) {
    await clock.until(clock.sleep(2_000))
    throttles.hold(refusal, left)
  }
  const row = () => {
    for (let call = 0; call < 30; call += 1) throttles.hold(refusal, clock.now())
  }

  expect(row).toThrow(expect.objectContaining({ code: 'wait-too-long' }))
})
