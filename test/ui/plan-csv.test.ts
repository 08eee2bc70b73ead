import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planCsv } from '../../src/ui/csv/plan-csv.ts'
import { adoption, boot, links, operation, overwrite, planWith, update } from './plans.ts'
import { PLANS } from './sample-plans.ts'

type Row = { [column: string]: string }

const textOf = (plan: Plan) => [...planCsv(plan)].join('')
const rowsOf = (plan: Plan): Row[] => parse(textOf(plan), { columns: true, record_delimiter: '\r\n' })
const rowOf = (from: Json, to: Json): Row =>
  rowsOf(planWith({ operations: [update(boot(1), { color: [from, to] })] }))[0] ?? {}

test('has a row for every value that changes, with where it comes from', () => {
  const [title, color] = rowsOf(PLANS['three-updates']?.() as Plan)

  expect(title).toMatchObject({
    section: 'operations',
    operation: `update:product.${boot(1)}`,
    ...{ action: 'update', address: `product.${boot(1)}`, kind: 'product', key: boot(1) },
    field: '/attributes/amazon_title',
    ...{ source: 'amazon', path: 'summaries[0].itemName', risk: 'normal' },
  })
  expect(color).toMatchObject({ field: '/attributes/amazon_color', before: 'Sand', after: 'sand' })
})

test('has a row for every end of a link, for every value that goes with a delete, and one for what changes no value', () => {
  const operations = [
    links('link', 'amazon_listings.PB1', { before: [boot(1)], after: [boot(1), boot(2), boot(3)] }),
    links('unlink', 'amazon_listings.PB2', { before: [boot(4), boot(5)], after: [boot(5)] }),
    operation({
      action: 'delete',
      address: `product.${boot(6)}`,
      before: { sku: boot(6), label: 'Cimarron' },
      after: {},
    }),
    adoption(boot(7), ['label', 'attributes.amazon_title'], {}),
  ]

  const rows = rowsOf(planWith({ operations })).map(({ action, field, before, after }) => [
    action,
    field,
    before,
    after,
  ])
  expect(rows).toEqual([
    ['link', '/targets', '', `product.${boot(2)}`],
    ['link', '/targets', '', `product.${boot(3)}`],
    ['unlink', '/targets', `product.${boot(4)}`, ''],
    ['delete', '/sku', boot(6), ''],
    ['delete', '/label', 'Cimarron', ''],
    ['adopt', '', '', '2 values'],
  ])
})

test('tells what is overwritten and why, from what is there to what the source says', () => {
  const plan = planWith({ overwrites: [overwrite('drift', 1, 'color', ['sand', 'Sand (washed)', 'oak'])] })

  expect(rowsOf(plan)).toMatchObject([
    { section: 'overwrites', before: 'Sand (washed)', after: 'oak', last_written: 'sand', code: 'drift' },
  ])
})

test('shows both sides of a change as two different texts', () => {
  expect(rowOf('1', 1)).toMatchObject({ before: '"1"', after: '1' })
  expect(rowOf(null, '')).toMatchObject({ before: 'null', after: '""' })
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (from, to) => {
      fc.pre(JSON.stringify(from) !== JSON.stringify(to) && !isObject(from) && !isObject(to))
      const { before, after } = rowOf(from as Json, to as Json)

      expect(before).not.toBe(after)
    }),
    { numRuns: 300 },
  )
})

/** What is in objects is told field by field. */
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

test('holds no formula in any field, and no line break in any record', () => {
  const text = textOf(PLANS.hostile?.() as Plan)
  const records: string[][] = parse(text, { record_delimiter: '\r\n' })

  expect(text.split('\r\n')).toHaveLength(records.length + 1)
  expect(records.flat().filter((field) => /^\s*[=+@-]/.test(field))).toEqual([])
})

test('comes in pieces, of which none is large', () => {
  const pieces = [...planCsv(PLANS['many-updates']?.() as Plan)]

  expect(pieces.length).toBeGreaterThan(3)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000)
})
