import { expect } from 'vitest'
import type { Failure } from '../../src/cli/failure.ts'
import type { Place, Stage } from './stage.ts'
import { failureOf } from './stage.ts'

/** A command that cannot be carried out ends with 1 and one JSON document, and writes nothing to the account. */
export async function refused(stage: Stage, args: string[], place: Place = {}): Promise<Failure> {
  const { writes } = stage.sandbox.plytix.counts()
  const json = await stage.syncIn(place, ...args, '--json')
  const failure = failureOf(json)
  expect(json.code).toBe(1)
  expect(stage.sandbox.plytix.counts().writes).toBe(writes)
  return failure
}

/** The same, and the same said to people, on standard error alone. */
export async function refusedAloud(stage: Stage, args: string[], place: Place = {}): Promise<Failure> {
  const [failure, text] = await Promise.all([refused(stage, args, place), stage.syncIn(place, ...args)])
  expect([text.code, text.stdout]).toEqual([1, ''])
  for (const part of [`Error: ${failure.message}`, ...failure.hints]) expect(text.stderr).toContain(part)
  expect(text.stderr).not.toMatch(/^ +at /m)
  return failure
}
