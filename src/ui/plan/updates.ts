import type { Plan } from '../../model/plan.ts'
import type { Block } from '../report/report.ts'
import { lines } from '../report/report.ts'
import { count } from '../words.ts'
import { type FieldChange, fieldsOf } from './fields.ts'
import type { Group, Update } from './group.ts'
import { fieldName } from './nouns.ts'
import type { Reading } from './reading.ts'
import { byField } from './updates-by-field.ts'
import { byProduct } from './updates-by-product.ts'

/** So many products are shown one by one; more are shown by what changes in them. */
export const FEW_PRODUCTS = 20

export function updates({ group, terms, kind }: Group, _plan: Plan, reading: Reading): Block[] {
  const renewed = new Map<string, number>()
  const list = group.map((operation): Update => {
    const all = fieldsOf(operation)
    const changes = all.filter((change) => !isRenewed(change))
    for (const { pointer } of all.filter(isRenewed)) renewed.set(pointer, (renewed.get(pointer) ?? 0) + 1)
    return { operation, changes }
  })
  const shown = list.filter(({ changes }) => changes.length > 0)
  const single = reading.details || group.length <= FEW_PRODUCTS
  const blocks = single ? shown.map((update) => byProduct(update, terms)) : byField(shown, { terms, kind }, reading)
  const renewals = [...renewed].map(
    ([pointer, number]) =>
      `${fieldName(pointer)} is set to the day of the apply on ${count(number, 'of them', 'of them')}.`,
  )
  return [...blocks, ...(renewals.length > 0 ? [lines(...renewals)] : [])]
}

/** Set to the day of the apply with every update. */
export function isRenewed({ to }: FieldChange): boolean {
  return to === '{today}'
}
