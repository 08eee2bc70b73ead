import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { Operation } from '../../src/model/plan.ts'
import { differenceOf } from '../../src/model/plan-difference.ts'
import { circumstanceRemarks, differenceCounts, differenceRemarks } from '../../src/ui/not-approved.ts'
import { creation, planWith, update } from './plans.ts'

const made = (count: number, title = 'Roper') =>
  Array.from({ length: count }, (_, number) => creation(`AMZN-US-B${number}`, { label: title }))
const said = (...plans: Parameters<typeof differenceOf>) =>
  differenceRemarks(differenceOf(...plans)).map(({ message }) => message)

describe('how a plan differs from the approved one', () => {
  test.each([
    [made(1), made(3), '2 new operations'],
    [made(2), made(1), '1 operation gone'],
    [made(2), made(2, 'Wellington'), '2 operations changed'],
    [
      made(2),
      [...made(1, 'Wellington'), creation('AMZN-US-BX', {})],
      '1 new operation, 1 operation gone and 1 operation changed',
    ],
    [made(2), made(2).reverse(), 'the same operations in another order'],
  ])('is counted: %#', (reviewed, now, text) => {
    expect(differenceCounts(differenceOf(reviewed, now))).toBe(text)
  })

  test('is named for twenty of each sort, and counted for the rest', () => {
    const gone = said(made(22), [])

    expect(gone).toHaveLength(21)
    expect(gone.slice(-2)).toEqual(['create:product.AMZN-US-B19 is gone', 'And 2 more operations that are gone.'])
    expect(said([], made(21)).at(-1)).toBe('And 1 more new operation.')
  })

  test('shows five fields of an operation, with values that are cut', () => {
    const titled = (text: string) => {
      const values = Array.from({ length: 7 }, (_, number) => [`color_${number}`, ['', text]])
      return update('AMZN-US-B1', Object.fromEntries(values))
    }
    const [message = ''] = said([titled('brown')], [titled(`tan${'!'.repeat(200)}`)])

    expect(message).toMatch(
      /^update:product\.AMZN-US-B1 \/after\/attributes\/color_0 was reviewed as "brown" and is "tan!{75}…; /,
    )
    expect(message).toMatch(/; and 2 more fields$/)
    expect(message.match(/was reviewed as/g)).toHaveLength(5)
  })

  test('shows two different texts of any two different values, wherever they begin to differ', () => {
    const start = { json: fc.jsonValue(), text: fc.string({ maxLength: 200 }) }
    const values = fc.oneof(start.json, start.text, fc.array(start.text)) as fc.Arbitrary<Json>
    const property = fc.property(values, values, fc.string({ maxLength: 300 }), (one, other, common) => {
      const [before, after] = [
        [common, one],
        [common, other],
      ].map((value) => update('B1', { color: ['', value] }))
      const [message] = said([before as Operation], [after as Operation])
      const [, reviewed, now] = /was reviewed as (.*) and is (.*)$/su.exec(message ?? '') ?? []
      expect(reviewed === undefined || reviewed !== now).toBe(true)
    })
    fc.assert(property, { numRuns: 500 })

    const list = (count: number) =>
      update('B1', { color: ['', Array.from({ length: count }, (_, at) => `boot-${at}`)] })
    expect(said([list(40)], [list(39)])[0]).toMatch(/boot-38","boot-39"\] and is ….*boot-38"\]$/)
  })

  test('says of a part that one side lacks that it is empty', () => {
    const [reviewed, now] = [update('B1', { color: ['', 'tan'] }), update('B1', { size: ['', '9'] })]

    expect(said([reviewed], [now])).toEqual([
      'update:product.B1 /after/attributes/color was reviewed as "tan" and is (empty); /after/attributes/size was reviewed as (empty) and is "9"',
    ])
  })
})

test('other flags, another export and other files are told beside it', () => {
  const { selection, sources } = planWith()
  const remarks = circumstanceRemarks({
    files: 'sync.yaml changed',
    sources,
    reviewed: { ...selection, style: 'PB10', prune: ['links'] },
    now: { ...selection, take: { side: 'source', attributes: ['color'] } },
  })

  expect(remarks.map(({ message }) => message)).toEqual([
    'sync.yaml changed since it was reviewed.',
    'amazon US was exported again since, with other values.',
    'It was reviewed with --style PB10 --prune links, and is planned with --take source --attribute color now.',
  ])
})
