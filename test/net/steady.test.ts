import { describe, expect, it } from 'vitest'
import { ProviderError } from '../../src/model/errors.ts'
import { NoMoreCalls } from '../../src/net/no-more-calls.ts'
import { type Heard, pauseFor, Steady } from '../../src/net/steady.ts'
import { Tempo } from '../../src/net/tempo.ts'
import { Waits } from '../../src/net/waits.ts'
import { createManualClock } from './manual-clock.ts'

const { signal } = new AbortController()
const error = new ProviderError('odd-server', 'The service fails.', { hints: ['Try again later.'] })
const failed: Heard<string> = { is: 'failed', error }
const good: Heard<string> = { is: 'good', value: 'answer' }
const throttled = (wait: number | null): Heard<string> => ({ is: 'throttled', error, wait })

function world(rate = 1000) {
  const clock = createManualClock()
  const tempo = new Tempo({ clock, first: { rate, atOnce: 4 }, most: { rate, atOnce: 4 } })
  const steady = new Steady({ clock, random: () => 1, tempo, waits: new Waits(clock) })
  return { clock, tempo, steady }
}

/** A call whose attempts end so, the last one ever after. */
function calls(heard: Heard<string>[], at = world()) {
  const { clock, steady } = at
  const times: number[] = []
  const began = clock.now()
  const work = steady.call(async (number) => {
    times.push(clock.now() - began)
    return heard[Math.min(number, heard.length) - 1] as Heard<string>
  }, signal)
  return { work: clock.until(work), times }
}

describe('calls that are repeated', () => {
  it('wait 1, 2, 4, 8, 16, 30 and 30 seconds, and by chance down to half of that', () => {
    const seconds = (random: number) => [1, 2, 3, 4, 5, 6, 7].map((failures) => pauseFor(failures, () => random) / 1000)

    expect(seconds(1)).toEqual([1, 2, 4, 8, 16, 30, 30])
    expect(seconds(0)).toEqual([0.5, 1, 2, 4, 8, 15, 15])
  })

  it('end with the first good answer', async () => {
    const { work, times } = calls([failed, failed, good])

    await expect(work).resolves.toBe('answer')
    expect(times).toEqual([0, 1000, 3000])
  })

  it('wait as long as the service asks for, and all others with them', async () => {
    const at = world(10)
    const { work, times } = calls([throttled(60_000), good], at)
    const other = calls([good], at)

    await expect(work).resolves.toBe('answer')
    await expect(other.work).resolves.toBe('answer')
    expect(times[1]).toBeGreaterThanOrEqual(60_000)
    expect(times[1]).toBeLessThan(61_000)
    expect(at.tempo.rate).toBeLessThan(10)
    expect(at.steady.totals).toEqual({ calls: 3, retried: 1, throttled: 1 })
  })

  it('back off when the service names no time', async () => {
    const { work, times } = calls([throttled(null), throttled(null), good], world(1e6))

    await work
    expect(times.map((time) => Math.round(time / 100) * 100)).toEqual([0, 1000, 3000])
  })

  it('end when nothing is answered for two minutes, so that the read can go on later', async () => {
    const { work, times } = calls([failed])

    await expect(work).rejects.toMatchObject({ code: 'odd-server', message: 'The service fails.', until: null })
    await expect(work).rejects.toBeInstanceOf(NoMoreCalls)
    expect(times.at(-1)).toBeGreaterThan(120_000)
    expect(times.length).toBeLessThan(12)
  })

  it('end at refusals as too many that do not end', async () => {
    await expect(calls([throttled(1000)]).work).rejects.toBeInstanceOf(NoMoreCalls)
  })

  it('give up a call that alone fails, while others succeed', async () => {
    const at = world()
    const { clock, steady } = at
    let over = false
    const others = async (): Promise<void> => {
      while (!over) {
        await steady.call(async () => good, signal)
        await clock.sleep(500)
      }
    }
    const beside = others()
    const { work, times } = calls([failed], at)

    await expect(work).rejects.toBe(error)
    over = true
    await clock.until(beside)
    expect(times.length).toBe(8)
  })

  it('leave a final refusal alone', async () => {
    const { clock, steady } = world()
    const refused = new ProviderError('odd-refused', 'No.')

    await expect(clock.until(steady.call(() => Promise.reject(refused), signal))).rejects.toBe(refused)
    expect(steady.totals.calls).toBe(1)
  })
})
