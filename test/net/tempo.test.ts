import { describe, expect, it } from 'vitest'
import { type Speed, Tempo } from '../../src/net/tempo.ts'
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

/** One that neither rises nor needs to. */
const steady = (speed: Speed) => ({ first: speed, most: speed })

describe('the tempo of calls', () => {
  it('lets them leave evenly, as many a second as it was begun with', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, ...steady({ rate: 10, atOnce: 4 }) })

    expect((await run(clock, tempo, { calls: 5, takes: 1 })).left).toEqual([0, 100, 200, 300, 400])
  })

  it('never has more under way than is allowed', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, ...steady({ rate: 1000, atOnce: 3 }) })

    const { left, most } = await run(clock, tempo, { calls: 9, takes: 1000 })

    expect(most).toBe(3)
    expect(left.at(-1)).toBeGreaterThanOrEqual(2000)
  })

  it('halves both after a refusal, once for all that were under way, and holds every call back meanwhile', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, ...steady({ rate: 10, atOnce: 4 }) })
    for (let refusals = 0; refusals < 3; refusals += 1) tempo.slow(1000)

    expect([tempo.rate, tempo.atOnce]).toEqual([5, 2])
    const { left, most } = await run(clock, tempo, { calls: 3, takes: 10_000 })

    expect(left[0]).toBe(1000)
    expect(most).toBe(2)
  })

  it('rises with every good answer, to the most that is allowed', () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, first: { rate: 5, atOnce: 4 }, most: { rate: 50, atOnce: 16 } })
    expect([tempo.rate, tempo.atOnce]).toEqual([5, 4])

    for (let answers = 0; answers < 50; answers += 1) tempo.went()
    expect([tempo.rate, tempo.atOnce]).toEqual([expect.closeTo(10), 8])

    for (let answers = 0; answers < 500; answers += 1) tempo.went()
    expect([tempo.rate, tempo.atOnce]).toEqual([50, 16])
  })

  it('rises after a refusal quickly to what was safe, and slowly to what was refused', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, first: { rate: 5, atOnce: 4 }, most: { rate: 50, atOnce: 16 } })
    for (let answers = 0; answers < 150; answers += 1) tempo.went()
    tempo.slow(1000)
    expect(tempo.rate).toBeCloseTo(10)

    for (let answers = 0; answers < 500; answers += 1) tempo.went()
    expect(tempo.rate).toBeCloseTo(15)
    await clock.until(clock.sleep(30_000))
    expect(tempo.rate).toBeCloseTo(17)
  })

  it('finds out what a service allows that says nothing about it, with few refusals', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, first: { rate: 5, atOnce: 4 }, most: { rate: 50, atOnce: 16 } })
    const began = clock.now()
    const bucket = { level: 20, at: began }
    let [good, refused] = [0, 0]
    const call = async (): Promise<void> => {
      await clock.sleep(100)
      bucket.level = Math.min(20, bucket.level + ((clock.now() - bucket.at) / 1000) * 20)
      bucket.at = clock.now()
      if (bucket.level < 1) {
        refused += 1
        tempo.slow(1000)
        return
      }
      bucket.level -= 1
      good += 1
      tempo.went()
    }
    const work = async (): Promise<void> => {
      while (good < 2000) await tempo.run(call, signal)
    }
    await clock.until(Promise.all(Array.from({ length: 16 }, work)))

    // As fast as it may be that takes 99 s.
    expect((clock.now() - began) / 1000).toBeLessThan(150)
    expect(refused).toBeLessThan(40)
  })

  it('comes back slowly, never above what it began with, and never stops altogether', async () => {
    const clock = createManualClock()
    const tempo = new Tempo({ clock, ...steady({ rate: 10, atOnce: 4 }) })
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
    const tempo = new Tempo({ clock, ...steady({ rate: 1, atOnce: 4 }) })
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
    const tempo = new Tempo({ clock, ...steady({ rate: 10, atOnce: 1 }) })
    await expect(tempo.run(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')

    expect(await clock.until(tempo.run(async () => 'whole', signal))).toBe('whole')
  })
})
