import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createEventsFile } from '../../src/cli/events-file.ts'
import { testClock } from '../applier/world.ts'
import { temporaryFolder } from '../state/temporary.ts'
import { STARTED } from '../ui/live/apply-story.ts'

test('appends one object a line, each with its version, time and run', () => {
  const path = join(temporaryFolder(), 'events.ndjson')
  const emit = createEventsFile(path, { clock: testClock(), onProblem: expect.unreachable })

  emit(STARTED)
  emit({ type: 'operation.started', id: 'create:product.A' })
  createEventsFile(path, { clock: testClock(), onProblem: expect.unreachable })({ ...STARTED, done: 1 })

  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const common = { v: 1, at: '2026-11-21T03:00:00.000Z', run_id: STARTED.run_id }
  expect(lines).toEqual([
    { ...common, ...STARTED },
    { ...common, type: 'operation.started', id: 'create:product.A' },
    { ...common, ...STARTED, done: 1 },
  ])
})

test('refuses a file that cannot be written before the run begins', () => {
  const path = join(temporaryFolder(), 'boots.txt', 'events.ndjson')
  writeFileSync(join(path, '..'), 'a file where the folder should be')

  expect(() => createEventsFile(path, { clock: testClock(), onProblem: expect.unreachable })).toThrow(
    /The events cannot be written to/,
  )
})

test('says once that the disk is full, and lets the run go on', () => {
  const problems: string[] = []
  const emit = createEventsFile('/dev/full', { clock: testClock(), onProblem: (text) => void problems.push(text) })

  emit(STARTED)
  emit(STARTED)

  expect(problems).toEqual([expect.stringMatching(/not written to \/dev\/full any more: .*ENOSPC.* The run goes on\./)])
})

test('a line that a killed process left unfinished stays a line of its own', () => {
  const path = join(temporaryFolder(), 'events.ndjson')
  writeFileSync(path, '{"v":1,"type":"operation.star')

  createEventsFile(path, { clock: testClock(), onProblem: expect.unreachable })(STARTED)

  const [cut, whole] = readFileSync(path, 'utf8').split('\n')
  expect(cut).toBe('{"v":1,"type":"operation.star')
  expect(JSON.parse(whole ?? '')).toMatchObject({ type: 'run.started' })
})
