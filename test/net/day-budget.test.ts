import { describe, expect, it } from 'vitest'
import type { LearnedWindow, QuotaMemory } from '../../src/model/quota.ts'
import { DayBudget } from '../../src/net/day-budget.ts'
import { NoMoreCalls } from '../../src/net/no-more-calls.ts'
import { createManualClock } from './manual-clock.ts'

/** 15:59 UTC, a minute before the day ends where the service is. */
const START = Date.UTC(2026, 10, 21, 15, 59)
const MINUTE = 60_000

function remembering(): QuotaMemory {
  const kept = new Map<string, Set<number>>()
  return {
    calls: async (account) => [...(kept.get(account) ?? [])],
    async keepCalls(account, times) {
      kept.set(account, new Set([...(kept.get(account) ?? []), ...times]))
    },
    limits: async (): Promise<LearnedWindow[]> => [],
    keepLimits: async () => undefined,
  }
}

function world(limit: number | null, memory = remembering(), start = START) {
  const clock = createManualClock(start)
  const warned: string[] = []
  const open = () =>
    new DayBudget({
      ...{ clock, memory, limit, account: 'app 1', title: 'The shop', ahead: 8 },
      onWarning: (used, all) => warned.push(`${used} of ${all}`),
    })
  return { clock, warned, open, memory }
}

const take = async (budget: DayBudget, calls: number): Promise<void> => {
  for (let call = 0; call < calls; call += 1) await budget.take()
}

describe('the calls of a day', () => {
  it('are warned of once at four fifths of the budget, and end with it until the day is over there', async () => {
    const { warned, open } = world(100)
    const budget = open()
    await take(budget, 79)
    expect(warned).toEqual([])

    await take(budget, 21)

    expect(warned).toEqual(['80 of 100'])
    const refused = budget.take()
    await expect(refused).rejects.toBeInstanceOf(NoMoreCalls)
    await expect(refused).rejects.toMatchObject({ code: 'day-quota', until: '2026-11-21T16:00:00.000Z' })
    expect(budget.used).toBe(100)
  })

  it('begin anew with the day', async () => {
    const { clock, open } = world(2)
    const budget = open()
    await take(budget, 2)
    await expect(budget.take()).rejects.toBeInstanceOf(NoMoreCalls)

    await clock.until(clock.sleep(MINUTE))

    await take(budget, 2)
    await expect(budget.take()).rejects.toMatchObject({ until: '2026-11-22T16:00:00.000Z' })
  })

  it('count what an earlier process made', async () => {
    const { open } = world(3)
    const first = open()
    await take(first, 2)
    await first.save()

    const second = open()

    await take(second, 1)
    await expect(second.take()).rejects.toBeInstanceOf(NoMoreCalls)
  })

  it('count what another reader of this process made, once that is looked at', async () => {
    const { open } = world(3)
    const [one, other] = [open(), open()]
    await take(one, 1)
    await take(other, 1)
    await other.save()
    await one.refresh()

    await take(one, 1)

    await expect(one.take()).rejects.toBeInstanceOf(NoMoreCalls)
  })

  it('are over when the service says so, for every process, and not longer than the day', async () => {
    const { clock, open } = world(null)
    const first = open()
    await take(first, 5)
    const end = await first.spent('The daily limit is reached.')

    expect(end).toMatchObject({ message: 'The daily limit is reached.', until: '2026-11-21T16:00:00.000Z' })
    await expect(first.take()).rejects.toBeInstanceOf(NoMoreCalls)
    await expect(open().take()).rejects.toMatchObject({ until: '2026-11-21T16:00:00.000Z' })
    await clock.until(clock.sleep(MINUTE))
    await expect(open().take()).resolves.toBeUndefined()
  })

  it('are shared by readers who join: the least limit holds, and each is told', async () => {
    const { open } = world(null)
    const budget = open()
    const told: string[] = []
    await take(budget, 2)
    budget.join(null, () => told.push('first'))
    budget.join(10, (used, all) => told.push(`second ${used} of ${all}`))
    budget.join(5, (used, all) => told.push(`third ${used} of ${all}`))

    await take(budget, 5)

    expect(told).toEqual(['first', 'second 4 of 5', 'third 4 of 5'])
    await expect(budget.take()).rejects.toBeInstanceOf(NoMoreCalls)
  })

  it('are not counted without a budget', async () => {
    const { open, memory } = world(null)
    const budget = open()
    await take(budget, 5)
    await budget.save()

    expect(await memory.calls('app 1')).toEqual([])
    expect(budget.used).toBe(0)
  })
})
