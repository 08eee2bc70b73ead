import type { JsonObject } from '../../model/json.ts'
import { refuseSchema } from './answers.ts'
import type { Call } from './call.ts'
import { ancestors } from './category-view.ts'
import type { Category } from './records.ts'

/** A name that is no blank. */
export function readName({ name }: JsonObject): string {
  if (typeof name === 'string' && name.trim() !== '') return name
  refuseSchema({ field: 'name', msg: 'Missing data for required field.' })
}

/** The id of the parent, `null` for the root; no category can be below itself. */
export function readParent(call: Call, category: Category, { parent_id: id }: JsonObject): string | null {
  if (id === '') return null
  const parent = typeof id === 'string' ? call.store.categories.get(id) : undefined
  if (parent?.scope !== category.scope) refuseSchema({ field: 'parent_id', msg: 'does not exist' })
  if (ancestors(call.store, parent).some((one) => one.id === category.id)) {
    refuseSchema({ field: 'parent_id', msg: 'a category cannot be below itself' })
  }
  return parent.id
}
