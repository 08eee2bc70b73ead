import { join } from 'node:path'
import { expect, test } from 'vitest'
import { planCsv } from '../../src/ui/csv/plan-csv.ts'
import { readingOf } from '../../src/ui/plan/reading.ts'
import { reviewPlan } from '../../src/ui/plan/review.ts'
import { asMarkdown } from './markdown.ts'
import { PLANS } from './people-plans.ts'

const file = (name: string) => join(import.meta.dirname, 'golden', name)

/** As CSV, where every value has a row, it would be long. */
const SHORT = Object.entries(PLANS).filter(([name]) => !['many-updates', 'adopting-many'].includes(name))

test.each(Object.entries(PLANS))('the plan %s reads as Markdown as in its file', async (name, plan) => {
  const { scope } = plan().workspace
  const markdown = asMarkdown(reviewPlan(plan(), readingOf({ back: true })), { about: { what: 'plan', scope } })

  await expect(markdown).toMatchFileSnapshot(file(`${name}.md`))
})

test.each(SHORT)('the plan %s is as CSV as in its file', async (name, plan) => {
  await expect([...planCsv(plan())].join('')).toMatchFileSnapshot(file(`${name}.csv`))
})
