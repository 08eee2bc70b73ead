import { describe, expect, it } from 'vitest'
import { backoff, retry, type Verdict } from '../../src/net/retry.ts'
import { Waits } from '../../src/net/waits.ts'
import { createManualClock } from './manual-clock.ts'

const { signal } = new AbortController()

function attempts(verdicts: Verdict[], random = () => 1) {
  const clock = createManualClock()
  const started = clock.now()
  let calls = 0
  const run = async (): Promise<Verdict> => verdicts[Math.min(calls++, verdicts.length - 1)] as Verdict
  const work = retry(run, (verdict) => verdict, { clock, random, signal })
  return clock.until(work).then((result) => ({ result, calls, took: clock.now() - started }))
}

describe('retrying', () => {
  it('returns the first result that is final', async () => {
    await expect(attempts(['again', 'again', 'done'])).resolves.toMatchObject({ result: 'done', calls: 3 })
  })

  it('gives up after five attempts and answers with the last failure', async () => {
    await expect(attempts(['again'])).resolves.toMatchObject({ result: 'again', calls: 5 })
  })

  it('waits longer after every failure', async () => {
    await expect(attempts(['again'])).resolves.toMatchObject({ took: 500 + 1000 + 2000 + 4000 })
  })

  it('does not count a refusal for too many calls as a failure, and does not wait itself', async () => {
    const verdicts: Verdict[] = [...Array<Verdict>(12).fill('throttled'), 'again', 'done']
    await expect(attempts(verdicts)).resolves.toMatchObject({ result: 'done', calls: 14, took: 500 })
  })

  it('gives up on endless refusals for too many calls', async () => {
    await expect(attempts(['throttled'])).resolves.toMatchObject({ result: 'throttled', calls: 21 })
  })

  it('tells of a repetition after an attempt that took long for nothing, and not of every short wait', async () => {
    const clock = createManualClock()
    const told: string[] = []
    const waits = new Waits(clock, (_, reason) => told.push(reason))
    const context = { clock, random: () => 0.1, signal, waits }
    const again = (): Verdict => 'again'

    await clock.until(retry(async () => undefined, again, context))
    expect(told).toEqual([])
    await clock.until(retry(() => clock.sleep(60_000), again, context))

    expect(new Set(told)).toEqual(new Set(['a call without a usable answer is repeated']))
    expect(told.length).toBeGreaterThanOrEqual(3)
  })

  it('stops waiting when it is aborted', async () => {
    const clock = createManualClock()
    const controller = new AbortController()
    const context = { clock, random: () => 1, signal: controller.signal }
    const work = retry(
      async () => controller.abort(new Error('stopped by hand')),
      () => 'again',
      context,
    )
    await expect(clock.until(work)).rejects.toThrow('stopped by hand')
  })

  it('spreads waits over the whole span and caps them', () => {
    expect(backoff(3, () => 0)).toBe(0)
    expect(backoff(3, () => 0.5)).toBe(1000)
    expect(backoff(30, () => 1)).toBe(30_000)
  })
})
