import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../../src/model/clock.ts'
import type { RunResult } from '../../src/model/run.ts'
import { systemClock } from '../../src/net/clock.ts'
import type { PlytixSimOptions } from '../../src/sandbox/plytix/options.ts'
import { accountText } from '../crash/account.ts'
import { type Case, openCase } from '../crash/case.ts'
import { startProgram } from '../crash/program.ts'
import { type Undisturbed, undisturbed } from '../crash/sweep.ts'
import { createWorkshop, type Workshop } from '../crash/workshop.ts'

let workshop: Workshop
let goal: Undisturbed

beforeAll(async () => {
  workshop = createWorkshop(8)
  goal = await undisturbed({ workshop, concurrency: 8 })
})

afterAll(() => workshop.close())

async function open(scale: number, sim?: PlytixSimOptions): Promise<Case> {
  const one = await openCase(workshop, scale, sim)
  onTestFinished(() => one.close())
  return one
}

async function openLeaping(sim: PlytixSimOptions = {}): Promise<Case> {
  const clock = leapingClock()
  return { ...(await open(1, { ...sim, clock })), clock }
}

const waits = (lines: string[]): string[] => lines.filter((line) => line.startsWith('Waiting'))

/** The hour goes by only where somebody waits for it, however busy the machine is. */
function leapingClock(): Clock {
  const origin = performance.now()
  let leapt = 0
  return {
    now: () => Math.round(Date.parse('2026-11-21T03:00:00Z') + (performance.now() - origin) + leapt),
    sleep(milliseconds, signal) {
      if (milliseconds < 1000) return systemClock.sleep(milliseconds, signal)
      leapt += milliseconds
      return systemClock.sleep(0, signal)
    },
  }
}

interface Told {
  result: RunResult
  lines: string[]
}

async function run(one: Case, how: 'apply' | 'resume' = 'apply'): Promise<Told> {
  const lines: string[] = []
  const program = startProgram(one, { concurrency: 8, tell: (line) => lines.push(line) })
  const result = await program[how](goal.plan)
  await program.end()
  return { result, lines }
}

describe('an hour whose calls run out in the middle of an apply', () => {
  const limits = [
    { limit: 600, window_size: 10 },
    { limit: 30, window_size: 3600 },
  ]

  test('is waited for, says until when, and costs no refused call', async () => {
    const one = await openLeaping({ limits })

    const { result, lines } = await run(one)

    expect(result).toMatchObject({ status: 'complete', calls: { throttled: 0 } })
    expect(accountText(one.sim)).toBe(goal.account)
    expect(waits(lines)[0]).toMatch(
      /^Waiting about (?:1 hour|(?:60|5\d) minutes), until 2026-11-21 0\d:\d\d:\d\d UTC: the allowance of 30 calls in an hour is used up$/,
    )
  })

  test('has the calls of the plan before it in it', async () => {
    const hour = { limit: goal.calls + 4, window_size: 3600 }
    const one = await openLeaping({ limits: [{ limit: 600, window_size: 10 }, hour] })
    const planning = startProgram(one, { concurrency: 8 })
    await planning.plan()
    const planned = one.sim.calls.length - one.sim.counts().auth
    await planning.end()

    const { result, lines } = await run(one)

    expect(planned).toBeGreaterThan(4)
    expect(result).toMatchObject({ status: 'complete', calls: { throttled: 0 } })
    expect(waits(lines)).not.toEqual([])
  })
})

test('Plytix down for an hour: the run pauses, ends, and goes on where it was', async () => {
  const one = await openLeaping()
  let calls = 0
  one.sim.options.observe = (_, moment) => {
    if (moment === 'arrived') calls += 1
    if (calls === 30) one.sim.options.faults = [{ effect: 'reset-before' }]
  }

  const { result, lines } = await run(one)

  expect(result.status).toBe('interrupted')
  expect(result.operations).toMatchObject({ failed: 0, conflict: 0, skipped: 0 })
  expect(result.operations.pending).toBeGreaterThan(0)
  expect(result.resume).toBe(`sync apply --resume ${result.run_id}`)
  expect(result.seconds).toBeGreaterThan(18 * 60)
  const pauses = lines.filter((line) => line.includes('pauses'))
  expect(pauses).toHaveLength(4)
  expect(pauses[0]).toMatch(
    /^Plytix has not answered for 20 calls in a row; the last one: Plytix gives no answer: the connection breaks off \(127\.0\.0\.1:\d+\)\. The run pauses for about 1 minute, until \d\d:\d\d:\d\d UTC, and then goes on\.$/,
  )

  one.sim.options.observe = () => undefined
  one.sim.options.faults = []
  const again = await run(one, 'resume')

  expect(again.result).toMatchObject({ run_id: result.run_id, status: 'complete', resume: null })
  expect(accountText(one.sim)).toBe(goal.account)
})

test('a short outage costs one pause and nothing else', async () => {
  const one = await open(2000)
  let calls = 0
  one.sim.options.observe = (_, moment) => {
    if (moment === 'arrived') calls += 1
    if (calls === 30) one.sim.options.faults = [{ effect: '503' }]
    if (calls === 56) one.sim.options.faults = []
  }

  const { result, lines } = await run(one)

  expect(result.status).toBe('complete')
  expect(lines.filter((line) => line.includes('pauses')).length).toBeGreaterThanOrEqual(1)
  expect(accountText(one.sim)).toBe(goal.account)
})

test.each([
  ['two hours forward', 2 * 3600_000],
  ['an hour back', -3600_000],
])('a clock that jumps %s changes nothing', async (_, jump) => {
  const limits = [{ limit: 20, window_size: 10 }]
  const one = await open(200, { limits })
  let offset = 0
  let calls = 0
  one.sim.options.observe = (_, moment) => {
    if (moment === 'arrived') calls += 1
    if (calls === 30) offset = jump
  }
  const started = one.clock.now()
  const clock = { now: () => one.clock.now() + offset, sleep: one.clock.sleep }

  const { result } = await run({ ...one, clock })

  expect(result.status).toBe('complete')
  expect(accountText(one.sim)).toBe(goal.account)
  expect(one.clock.now() - started).toBeLessThan(10 * 60_000)
  expect(one.sim.counts().throttled).toBeLessThanOrEqual(10)
})
