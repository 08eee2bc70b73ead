import { expect, test } from 'vitest'
import type { Http, HttpResult } from '../../src/net/http.ts'
import { clockChecks, Skew } from '../../src/net/skew.ts'

const NOON = Date.UTC(2026, 10, 28, 12)

/** A service whose clock is right, behind a network; this machine's clock is ahead by so much. Milliseconds. */
async function measured(ahead: number, delays: number[], date: (time: number) => string = rounded): Promise<Skew> {
  let time = NOON
  let delay = 0
  const skew = new Skew({ now: () => time + ahead, sleep: async () => undefined })
  const http: Http = {
    async send(): Promise<HttpResult> {
      time += delay
      const answer = { ok: true, status: 200, headers: { date: date(time) }, text: '' } as const
      time += delay
      return answer
    },
    close: async () => undefined,
  }
  for (const one of delays) {
    delay = one
    await skew.watch(http).send({ method: 'GET', url: new URL('https://api.example'), headers: {} })
  }
  return skew
}

const rounded = (time: number): string => new Date(time).toUTCString()

test.each([
  [0, [20], 0],
  [900, [20], 0],
  [-300, [4000], 0],
  [45_000, [20], 45],
  [-400_000, [20], -400],
  [45_000, [20_000, 20, 30_000], 45],
])('a clock that is %s ms ahead, with answers that take %s ms each way, is told as %s s', async (...given) => {
  const [ahead, delays, seconds] = given

  const skew = await measured(ahead, delays)

  expect(Math.abs((skew.seconds ?? Number.NaN) - seconds)).toBeLessThanOrEqual(1)
})

test('nothing is said where no answer tells the time', async () => {
  for (const date of ['', 'yesterday']) {
    const skew = await measured(60_000, [20], () => date)
    expect([skew.seconds, clockChecks(skew, "the shop's")]).toEqual([null, []])
  }
})

test.each([
  [1000, 'info', /^The clock agrees with the shop's\.$/],
  [20_000, 'info', /clock is \d+ seconds ahead of the shop's\./],
  [-3_600_000, 'warning', /clock is 3,600 seconds behind the shop's\./],
])('a clock that is %s ms ahead is a matter of %s', async (...given) => {
  const [ahead, severity, message] = given

  const [check] = clockChecks(await measured(ahead, [20]), "the shop's")

  expect(check).toMatchObject({ severity, message: expect.stringMatching(message) })
})
