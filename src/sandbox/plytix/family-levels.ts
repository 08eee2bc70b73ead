import type { Json } from '../../model/json.ts'
import { isObject, refuseSchema } from './answers.ts'
import type { Call } from './call.ts'
import type { Level } from './records.ts'

/** Which products of a family hold an attribute. */
export const LEVELS: readonly Json[] = ['no_level', 'parent_level', 'variant_level']

/** Ids of known attributes; anything else, labels included, is refused. */
export function readAttributeIds(call: Call, listed: Json | undefined, field: string): string[] {
  if (!Array.isArray(listed)) refuseSchema({ field, msg: 'Missing data for required field.' })
  const unknown = listed.filter((id) => typeof id !== 'string' || !call.store.attributes.get(id))
  if (unknown.length > 0) refuseSchema({ field, msg: unknown })
  return listed.map(String)
}

/** What a new attribute's `product_families` asks for, validated at once and done when it is called. */
export function joinFamilies(call: Call, listed: Json, attribute: string): () => void {
  if (!Array.isArray(listed)) refuseSchema({ field: 'product_families', msg: 'Not a valid list.' })
  const joins = listed.map((item) => {
    const known = isObject(item) ? call.store.families.get(String(item.id)) : undefined
    const level = (isObject(item) && item.attribute_level) || 'no_level'
    if (!known || !LEVELS.includes(level)) {
      refuseSchema({ field: 'product_families', msg: known ? 'Not a valid level.' : 'product family does not exist' })
    }
    return { ...known, levels: { ...known.levels, [attribute]: level as Level } }
  })
  return () => {
    for (const family of joins) call.store.families.put(family)
  }
}
