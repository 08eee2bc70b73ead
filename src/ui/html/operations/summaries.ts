import type { Plan } from '../../../model/plan.ts'
import { changes } from '../../plan/changes.ts'
import { partsOf } from '../../plan/parts.ts'
import type { Reading } from '../../plan/reading.ts'
import { FEW_PRODUCTS } from '../../plan/updates.ts'
import type { Block } from '../../report/report.ts'

/** So many examples of each field. */
const EXAMPLES = 5

/** By the id of a group of many updates: how often each field changes, with examples. */
export function summariesOf(plan: Plan, reading: Reading): Map<string, Block[]> {
  const updates = plan.operations.filter(({ action }) => action === 'update')
  const many = partsOf(plan, 'update', updates).filter(({ group }) => group.length > FEW_PRODUCTS)
  const operations = many.flatMap(({ group }) => group)
  const sections = changes({ ...plan, operations }, { ...reading, details: false, rows: EXAMPLES })
  return new Map(sections.map(({ id, blocks }) => [id, blocks]))
}
