import { describe, expect, it } from 'vitest'
import { mapConcurrent } from '../../src/net/concurrent.ts'

const PAIRS = ['boots', 'laces', 'soles', 'heels']

describe('mapConcurrent', () => {
  it('keeps the order of the list, whatever ends first', async () => {
    const open = new Map<string, () => void>()
    const result = mapConcurrent(PAIRS, 4, async (name) => {
      await new Promise<void>((resolve) => open.set(name, resolve))
      return name.length + name
    })
    while (open.size < PAIRS.length) await Promise.resolve()
    for (const name of PAIRS.toReversed()) open.get(name)?.()

    expect(await result).toEqual(PAIRS.map((name) => `5${name}`))
  })

  it('runs no more than so many at a time', async () => {
    let running = 0
    let most = 0
    await mapConcurrent(PAIRS, 2, async () => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
    })

    expect(most).toBe(2)
  })

  it('takes no more from the list than there is room for, so that nothing queues up', async () => {
    let taken = 0
    let done = 0
    let most = 0
    function* many(): Generator<number> {
      for (let number = 0; number < 10_000; number += 1) {
        taken += 1
        most = Math.max(most, taken - done)
        yield number
      }
    }
    const results = await mapConcurrent(many(), 4, async (number) => {
      await Promise.resolve()
      done += 1
      return number
    })

    expect(most).toBeLessThanOrEqual(4)
    expect(results).toEqual(Array.from({ length: 10_000 }, (_, number) => number))
  })

  it('starts nothing after a failure', async () => {
    const started: string[] = []
    const result = mapConcurrent(PAIRS, 1, async (name) => {
      started.push(name)
      if (name === 'laces') throw new Error('no laces')
    })

    await expect(result).rejects.toThrow('no laces')
    await new Promise(setImmediate)
    expect(started).toEqual(['boots', 'laces'])
  })
})
