import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RawSummary } from '../../src/sandbox/amazon/raw.ts'
import type { Ended } from '../support/program.ts'
import { Stage } from './stage.ts'

const HOSTILE = 'Roper \u001b[2J\u202eeulB\u202c \u0007\u2066tan\u2069 \u009b31m'
/** Everything that a terminal or a reader could be misled by; line breaks separate lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be printed
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

let stage: Stage
let steps: Ended[]

beforeAll(async () => {
  stage = await Stage.open({ listings: 12 })
  const summaries = stage.sandbox.amazon.items.flatMap((item) => item.summaries?.[0] ?? [])
  for (const summary of summaries) rename(summary)
  steps = [
    await stage.sync('export'),
    await stage.sync('plan', '--out', 'plan.json'),
    await stage.sync('show', 'plan.json'),
    await stage.sync('apply', 'plan.json'),
  ]
  for (const summary of summaries) summary.itemName = `${HOSTILE} II`
  steps.push(await stage.sync('export'), await stage.sync('plan'), await stage.sync('apply', '--auto-approve'))
})

afterAll(() => stage.close())

function rename(summary: RawSummary): void {
  summary.itemName = `${HOSTILE} ${'long '.repeat(400)}`
  summary.modelNumber = `\u202e${summary.modelNumber}\u001b]0;title\u0007`
  summary.partNumber = `PART\u2067\r\n${'9'.repeat(1500)}`
}

test('every command still does its work', () => {
  expect(steps.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test('nothing hidden reaches the reader, and no line is endless', () => {
  for (const { text } of steps) {
    expect(text).not.toMatch(HIDDEN)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(1000)
  }
})

test('what is hidden is shown escaped, and controls are no part of what is written', () => {
  const text = steps.map(({ stdout }) => stdout).join('')

  expect(text).toContain('SKU \\u202ePB1000\\u001b]0;title\\u0007')
  expect(text).toContain('"Roper [2J\\u202eeulB')
})

test('a saved plan keeps the text as it is, in JSON that no terminal can be misled by', async () => {
  const plan: Plan = stage.savedPlan('plan.json')
  const label = plan.operations.find(({ id }) => id.startsWith('create:product.'))?.after.label

  expect(label).toContain('\u202e')
  const hidden = [...stage.workspace.read('plan.json')].filter((character) => character < ' ' && character !== '\n')
  expect(hidden).toEqual([])
})

test('a report as CSV holds no control either', async () => {
  expect((await stage.sync('match', '--report', 'match.csv')).code).toBe(0)

  const csv = stage.workspace.read('match.csv')
  expect(csv).toContain('B0')
  expect(csv.replaceAll('\r\n', '\n')).not.toMatch(HIDDEN)
})
