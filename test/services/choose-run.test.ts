import { expect, test } from 'vitest'
import type { Event } from '../../src/model/event.ts'
import { knownRun, runToResume } from '../../src/services/choose-run.ts'
import { nothingToDo } from '../../src/services/nothing-to-do.ts'
import { describeRun } from '../../src/services/runs.ts'
import { renderApplied } from '../../src/ui/run.ts'
import { create, digest } from '../applier/world.ts'
import { boots, createRunWorld, planOf, WORKSPACE } from './run-world.ts'

const commands = { resume: (run: string) => `sync apply --resume ${run}` }

/** Two runs are done, and a third was interrupted after two products of five. */
async function threeRuns() {
  const world = createRunWorld()
  const ids: string[] = []
  for (const sku of ['AMZN-US-B10', 'AMZN-US-B11']) ids.push((await world.apply([create(sku)])).result.run_id)
  const interruption = new AbortController()
  let left = 2
  const emit = ({ type }: Event): void => {
    if (type === 'operation.finished') left -= 1
    if (left === 0) interruption.abort()
  }
  const stopped = await world.apply(boots(5), { emit, concurrency: 1 }, interruption.signal)
  return { world, ids: [...ids, stopped.result.run_id], stopped: stopped.result }
}

test('a run is named by its id, by a beginning that no other has, or as the latest', async () => {
  const { world, ids } = await threeRuns()
  const found = async (named: string) => (await knownRun(world.state, named)).run_id

  const [first = '', , third = ''] = ids
  const shared = '20261121T030000Z-000'
  expect(ids.every((id) => id.startsWith(shared))).toBe(true)
  expect(await found(first)).toBe(first)
  expect(await found(first.slice(0, shared.length + 1))).toBe(first)
  expect(await found('latest')).toBe(third)
  expect((await describeRun(world.state, 'latest', commands)).run_id).toBe(third)
  expect((await runToResume(world.state, third)).run_id).toBe(third)
  expect((await runToResume(world.state, 'latest')).run_id).toBe(third)
})

test('a beginning that several runs have is refused with their ids', async () => {
  const { world, ids } = await threeRuns()

  await expect(knownRun(world.state, '2026')).rejects.toMatchObject({
    code: 'unknown-run',
    message: `3 runs begin with 2026: ${ids.join(', ')}.`,
  })
  for (const named of ['', 'late', '2027']) {
    await expect(knownRun(world.state, named)).rejects.toMatchObject({ code: 'unknown-run' })
  }
})

test('a run that is gone on with counts all that it took, and what this part of it did', async () => {
  const { world, stopped } = await threeRuns()
  const before = stopped.operations.succeeded
  expect(before).toBeGreaterThan(0)

  const report = await world.apply({ resume: 'latest' })

  const { operations, calls, seconds, part } = report.result
  expect(operations).toMatchObject({ succeeded: 5, pending: 0 })
  expect(part).toMatchObject({ operations: 5 - before })
  expect(calls.writes).toBe(stopped.calls.writes + (part?.calls.writes ?? 0))
  expect(calls.reads).toBe(stopped.calls.reads + (part?.calls.reads ?? 0))
  expect(seconds).toBeCloseTo(stopped.seconds + (part?.seconds ?? 0))
  expect(renderApplied(report, '').join('\n')).toContain(`Of these in this part: ${5 - before} operations; `)
  const shown = await describeRun(world.state, 'latest', commands)
  expect(shown).toMatchObject({ calls, seconds })
})

test('a plan without operations is no run, and leaves one that did not end as it is', async () => {
  const { world, ids } = await threeRuns()
  const { state, target, clock } = world
  const request = {
    ...{ work: { plan: planOf([]) }, workspace: WORKSPACE, target, state, clock, digest },
    lock: { command: 'sync apply', timeout: 0 },
    limits: {},
    resumeCommand: commands.resume,
    random: () => 0.5,
    emit: () => undefined,
  }

  const nothing = await nothingToDo(request)

  expect(nothing?.result).toMatchObject({ run_id: null, status: 'complete', resume: null, calls: { reads: 0 } })
  expect(nothing?.notes).toMatchObject([{ code: 'run-open', hint: `To end it: ${commands.resume(ids[2] ?? '')}` }])
  expect(await state.runs.list()).toHaveLength(3)
  expect(await nothingToDo({ ...request, work: { resume: null } })).toBeNull()
  expect(await nothingToDo({ ...request, work: { plan: planOf(boots(1)) } })).toBeNull()
  await expect(nothingToDo({ ...request, work: { plan: planOf([], 'other') } })).rejects.toMatchObject({
    code: 'other-scope',
  })
})
