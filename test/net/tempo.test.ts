import { describe, expect, it } from 'vitest'
import { Tempo } from '../../src/net/tempo.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'

const { signal } = new AbortController()

/** When so many calls left, each taking so long, and how many were under way at most. */
async function run(clock: ManualClock, tempo: Tempo, { calls, takes }: { calls: number; takes: number }) {
  const began = clock.now()
  const left: number[] = []
  let [running, most] = [0, 0]
  const call = async (): Promise<void> => {
    left.push(clock.now() - began)
    running += 1
    most = Math.max(most, running)
    await clock.sleep(takes)
    running -= 1
  }
  await clock.until(Promise.all(Array.from({ length: calls }, () => tempo.run(call, signal))))
  return { left, most }
}

describe('the tempo of calls', () => {
  it('lets them leave evenly, as many a second as it was begun with', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, rate: 10, atOnce: 4 })

    expect((await run(clock, tempo, { calls: 5, takes: 1 })).left).toEqual([0, 100, 200, 300, 400])
  })

  it('never has more under way than is allowed', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, rate: 1000, atOnce: 3 })

    const { left, most } = await run(clock, tempo, { calls: 9, takes: 1000 })

    expect(most).toBe(3)
    expect(left.at(-1)).toBeGreaterThanOrEqual(2000)
  })

  it('halves both after a refusal, once for all that were under way, and holds every call back meanwhile', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, rate: 10, atOnce: 4 })
    for (let refusals = 0; refusals < 3; refusals += 1) tempo.slow(1000)

    expect([tempo.rate, tempo.atOnce]).toEqual([5, 2])
    const { left, most } = await run(clock, tempo, { calls: 3, takes: 10_000 })

    expect(left[0]).toBe(1000)
    expect(most).toBe(2)
  })

  it('comes back slowly, never above what it began with, and never stops altogether', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, rate: 10, atOnce: 4 })
    for (let refusals = 0; refusals < 20; refusals += 1) {
      tempo.slow(1)
      await clock.until(clock.sleep(1))
    }
    const slowest = tempo.rate
    expect(slowest).toBeGreaterThan(0)
    expect(tempo.atOnce).toBe(1)

    await clock.until(clock.sleep(60_000))
    expect(tempo.rate).toBeGreaterThan(slowest)
    expect(tempo.rate).toBeLessThan(5)
    await clock.until(clock.sleep(900_000))
    expect([tempo.rate, tempo.atOnce]).toEqual([10, 4])
  })

  it('lets nothing go that was given up, and what comes behind it moves up', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, rate: 1, atOnce: 4 })
    const stop = new AbortController()
    const left: string[] = []
    const call = (name: string) => async () => void left.push(name)
    const [first, second, third] = [
      tempo.run(call('first'), signal),
      tempo.run(call('second'), stop.signal),
      tempo.run(call('third'), signal),
    ]
    second.catch(() => undefined)
    stop.abort(new Error('stopped by hand'))

    await clock.until(Promise.all([first, third]))

    expect(left).toEqual(['first', 'third'])
    await expect(second).rejects.toThrow('stopped by hand')
    await expect(tempo.run(call('late'), stop.signal)).rejects.toThrow('stopped by hand')
  })

  it('goes on after a call that fails', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, rate: 10, atOnce: 1 })
    await expect(tempo.run(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')

    expect(await clock.until(tempo.run(async () => 'whole', signal))).toBe('whole')
  })
})
