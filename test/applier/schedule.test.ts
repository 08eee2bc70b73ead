import { expect, test } from 'vitest'
import { createSchedule, type Schedulable } from '../../src/applier/schedule.ts'
import { StalePlanError } from '../../src/model/errors.ts'

const step = (address: string, ...depends_on: string[]): Schedulable => ({ id: `do:${address}`, address, depends_on })

function drainOrder(operations: Schedulable[]): string[] {
  const schedule = createSchedule(operations, lockOf)
  const order: string[] = []
  for (let index = schedule.next(); index !== undefined; index = schedule.next()) {
    order.push(operations[index]?.address ?? '')
    schedule.finish(index)
  }
  return order
}

test('takes operations in plan order as soon as what they depend on is final', () => {
  const operations = [
    step('product.B', 'do:asset.2'),
    step('asset.1'),
    step('product.A', 'do:asset.1'),
    step('asset.2'),
  ]
  const schedule = createSchedule(operations, lockOf)

  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual([1, 3, undefined])
  schedule.finish(3)
  expect(schedule.next()).toBe(0)
  schedule.finish(1)
  expect([schedule.next(), schedule.next()]).toEqual([2, undefined])
})

test('holds back links of a product while the product or its other links are being written', () => {
  const operations = [step('product.MCA0032'), step('link.a.MCA0032'), step('link.b.MCA0032'), step('link.a.MCA0033')]
  const schedule = createSchedule(operations, lockOf)

  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual([0, 3, undefined])
  schedule.finish(0)
  expect([schedule.next(), schedule.next()]).toEqual([1, undefined])
  schedule.finish(1)
  expect(schedule.next()).toBe(2)
})

test('counts a dependency that is named twice once it is final', () => {
  expect(drainOrder([step('product.A', 'do:asset.1', 'do:asset.1'), step('asset.1')])).toEqual(['asset.1', 'product.A'])
})

test('refuses a plan whose dependencies are unknown, circular or ambiguous', () => {
  const refused = (...operations: Schedulable[]) => expect(() => createSchedule(operations, lockOf))
  refused(step('product.A', 'do:asset.9')).toThrow(StalePlanError)
  refused(step('product.A', 'do:product.B'), step('product.B', 'do:product.A')).toThrow(/depends on itself/)
  refused(step('product.A'), step('product.A')).toThrow(/twice/)
})

/** Links are written to the product that they begin at. */
const lockOf = ({ address }: Schedulable): string => address.replace(/^link\.[^.]*\./, 'product.')

const SHAPES: { [shape: string]: (size: number) => Schedulable[] } = {
  'independent products': (size) => Array.from({ length: size }, (_, n) => step(`product.${n}`)),
  'a chain': (size) =>
    Array.from({ length: size }, (_, n) => step(`asset.${n}`, ...(n > 0 ? [`do:asset.${n - 1}`] : []))),
  'a chain against plan order': (size) =>
    Array.from({ length: size }, (_, n) => step(`asset.${n}`, ...(n < size - 1 ? [`do:asset.${n + 1}`] : []))),
  'one definition that all need': (size) =>
    Array.from({ length: size }, (_, n) => step(`asset.${n}`, ...(n > 0 ? ['do:asset.0'] : []))),
  'links of one product': (size) => Array.from({ length: size }, (_, n) => step(`link.r${n}.MCA0032`)),
}

/** Eight at once, finished first in first out; gives how often places were compared. */
function comparisons(operations: Schedulable[]): number {
  let count = 0
  const schedule = createSchedule(operations, lockOf, (a, b) => {
    count += 1
    return a - b
  })
  const flying: number[] = []
  let done = 0
  do {
    for (let index = schedule.next(); index !== undefined; index = schedule.next()) {
      flying.push(index)
      if (flying.length === 8) break
    }
    const first = flying.shift()
    if (first === undefined) break
    schedule.finish(first)
    done += 1
  } while (done < operations.length)
  expect(done).toBe(operations.length)
  return count
}

test.each(Object.entries(SHAPES))('schedules 100,000 operations in linear time: %s', (_shape, build) => {
  const half = comparisons(build(50_000))
  const whole = comparisons(build(100_000))

  // The queue adds one level per doubling: 2 x 17 / 16 at most.
  expect(whole).toBeLessThanOrEqual(half * 2.2 + 10)
  expect(whole).toBeLessThan(100_000 * 2 * 17)
})
