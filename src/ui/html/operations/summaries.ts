import type { Plan } from '../../../model/plan.ts'
import { changes } from '../../plan/changes.ts'
import type { Reading } from '../../plan/reading.ts'
import { FEW_PRODUCTS } from '../../plan/updates.ts'
import type { Block } from '../../report/report.ts'

/** So many examples of each field. */
const EXAMPLES = 5

/** By the id of a group of many updates: how often each field changes, with examples. */
export function summariesOf(plan: Plan, { seen }: Reading): Map<string, Block[]> {
  const updates = plan.operations.filter(({ action }) => action === 'update')
  const many = [...Map.groupBy(updates, ({ kind }) => kind).values()].filter(({ length }) => length > FEW_PRODUCTS)
  const sections = changes({ ...plan, operations: many.flat() }, { details: false, rows: EXAMPLES, seen })
  return new Map(sections.map(({ id, blocks }) => [id, blocks]))
}
