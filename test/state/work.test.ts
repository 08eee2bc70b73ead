import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { Work } from '../../src/state/exports/open-work.ts'
import { beginWork, resumeWork } from '../../src/state/exports/work.ts'
import { WORK_FORMAT, type WorkStart } from '../../src/state/exports/work-lines.ts'
import { temporaryFolder } from './temporary.ts'

const START: WorkStart = {
  ...{ format: WORK_FORMAT, provider: 'fair', started_at: '2026-11-21T03:00:00Z', out: null, spellings: {} },
  request: { shop: 'nörth 🎪', limit: null, want: {}, query: {}, codes: false },
}

const ANSWERS: [string, Json][] = [
  ['short', true],
  ['long', { wares: Array.from({ length: 200 }, (_, index) => `Hut ${index} für Ärzte 🎩`) }],
  ['empty', []],
  ['long again', 'ö'.repeat(70_000)],
]

function kept(): { path: string; work: Work } {
  const path = join(temporaryFolder(), 'partial', 'fair-north.ndjson')
  const work = beginWork(path, START)
  onTestFinished(() => work.close())
  for (const [key, value] of ANSWERS) work.memo.keep(key, value)
  return { path, work }
}

const recalled = ({ memo }: Work) => ANSWERS.map(([key]) => [key, memo.recall(key)])

test('gives back every answer, long ones as well, to the process that kept it and to the next', () => {
  const { path, work } = kept()
  expect(recalled(work)).toEqual(ANSWERS)
  work.close()

  const next = resumeWork(path) ?? expect.fail('nothing to resume')
  onTestFinished(() => next.close())

  expect(recalled(next)).toEqual(ANSWERS)
  expect(next.memo.recall('another')).toBeUndefined()
  next.memo.keep('long', 'b'.repeat(2_000))
  next.memo.keep('later', 'c'.repeat(2_000))
  expect([next.memo.recall('long'), next.memo.recall('later')]).toEqual(['b'.repeat(2_000), 'c'.repeat(2_000)])
})

test('goes on where a line was cut off, and what is kept then is found as well', () => {
  const { path, work } = kept()
  work.close()
  const whole = readFileSync(path, 'utf8')
  appendFileSync(path, `{"key":"torn","value":"${'x'.repeat(900)}`)

  const next = resumeWork(path) ?? expect.fail('nothing to resume')
  onTestFinished(() => next.close())
  expect(readFileSync(path, 'utf8')).toBe(whole)
  next.memo.keep('torn', 'y'.repeat(900))

  expect([...recalled(next), next.memo.recall('torn')]).toEqual([...ANSWERS, 'y'.repeat(900)])
})
