import { expect, test } from 'vitest'
import { readingOf } from '../../src/ui/plan/reading.ts'
import { reviewPlan } from '../../src/ui/plan/review.ts'
import { asMarkdown } from './markdown.ts'
import { boot, planWith, update } from './plans.ts'

/** A product whose title changes and that loses a variant, or a plan of many that lose one each. */
function losing(number: number, title: [string, string] | null) {
  const key = `${boot(number)}/s`
  const path = `variants/${key.replaceAll('/', '~1')}/sku`
  return update(
    boot(number),
    {},
    {
      risk: 'high',
      before: { ...(title && { label: title[0] }), variants: { [key]: { sku: key, price: '9', size: 'S' } } },
      after: { ...(title && { label: title[1] }), variants: { [key]: { sku: null } } },
      baseline: { fields: [path], links: {}, prints: { [path]: null } },
    },
  )
}

const shown = (operations: ReturnType<typeof losing>[]): string =>
  asMarkdown(reviewPlan(planWith({ operations }), readingOf({ back: true })))

test('a part that goes is an alarm of its own, and no emptied value', () => {
  const text = shown([losing(1, ['Boot', 'Boots'])])

  expect(text).toContain('Removes 1 variant')
  expect(text).toMatch(new RegExp(`${boot(1)} \\| variant ${boot(1)}/s \\| with `))
  expect(text).toContain(`removes variant ${boot(1)}/s`)
  expect(text).toContain('Boots')
  expect(text).not.toContain('Empties')
})

test('of many products the parts that go are told together', () => {
  const text = shown(Array.from({ length: 30 }, (_, at) => losing(at + 1, null)))

  expect(text).toContain('Removes 30 variants')
  expect(text).toContain('variants removed: 30 products')
})
