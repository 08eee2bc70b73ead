import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../src/model/plan.ts'
import { readingOf } from '../../../src/ui/plan/reading.ts'
import { reviewPlan } from '../../../src/ui/plan/review.ts'
import type { Layout } from '../../../src/ui/text/layout.ts'
import { reportText } from '../../../src/ui/text/report-text.ts'
import { PLANS } from '../people-plans.ts'
import { HOSTILE } from '../sample-plans.ts'

const WIDTHS = [60, 80, 160]

function text(plan: Plan, layout: Partial<Layout> = {}, details = false): string[] {
  const whole = { width: 80, colour: false, whole: details, ...layout }
  return reportText(reviewPlan(plan, readingOf({ details })), whole)
}

describe.each(Object.entries(PLANS))('%s as text', (name, make) => {
  test.each(WIDTHS)('is as it was read at %i columns', async (width) => {
    const lines = text(make(), { width })
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}-${width}.txt`)
  })

  test('is as it was read in colour', async () => {
    const shown = text(make(), { colour: true }).join('\n').replaceAll('\u001b', '␛')
    await expect(`${shown}\n`).toMatchFileSnapshot(`golden/${name}-colour.txt`)
  })

  test.each(WIDTHS)('has no line wider than %i columns', (width) => {
    expect(text(make(), { width }).filter((line) => stringWidth(line) > width)).toEqual([])
  })

  test('says the same with and without colour', () => {
    expect(text(make(), { colour: true }).map(stripVTControlCharacters)).toEqual(text(make()))
  })

  test('has no line of more than 1,000 characters for a file', () => {
    for (const details of [false, true])
      expect(text(make(), { width: null }, details).filter((line) => line.length > 1_000)).toEqual([])
  })
})

test('hostile texts reach no terminal as they are', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
  expect(HOSTILE.some((one) => raw.test(one))).toBe(true)
  expect(text((PLANS as { [name: string]: () => Plan }).hostile?.() as Plan, {}, true).join('\n')).not.toMatch(raw)
})
