import type { Json } from '../../model/json.ts'
import type { Attribute, Product } from './records.ts'
import type { Store } from './store.ts'

/** A stored value, or for a completeness attribute the share of its attributes that are filled, in percent. */
export function storedValue(store: Store, product: Product, attribute: Attribute): Json | undefined {
  if (attribute.type !== 'CompletenessAttribute') return product.attributes[attribute.label]
  const watched = attribute.watched.flatMap((id) => store.attributes.get(id) ?? [])
  if (watched.length === 0) return undefined
  const filled = watched.filter(({ label }) => product.attributes[label] !== undefined)
  return Math.round((filled.length / watched.length) * 10_000) / 100
}
