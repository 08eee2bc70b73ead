import { expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import type { RunStatus } from '../../src/model/run.ts'
import type { ApplyReport } from '../../src/services/apply.ts'

function report(status: RunStatus, ending: ApplyReport['ending'], more: Partial<ApplyReport> = {}): ApplyReport {
  return { result: { status } as ApplyReport['result'], ending, notes: [], already: false, tolerated: false, ...more }
}

test.each([
  [0, report('complete', null)],
  [0, report('complete', null, { already: true })],
  [0, report('partial', null, { tolerated: true })],
  [1, report('partial', null)],
  [1, report('stopped', 'failures')],
  [3, report('stopped', 'budget')],
  [3, report('stopped', 'duration')],
  [130, report('interrupted', 'signal')],
  [1, report('interrupted', 'target')],
  [1, report('interrupted', null)],
])('an apply ends with %d for %j', (code, ended) => {
  expect(exitCodeOf(ended)).toBe(code)
})
