import type { JsonObject } from '../../model/json.ts'
import type { Attribute } from './records.ts'
import type { Store } from './store.ts'
import { FILTER_TYPES } from './values.ts'

/** Types that have options. */
export const CHOICES = ['DropdownAttribute', 'MultiSelectAttribute']

/** An attribute as answers show it. */
export function attributeView(store: Store, attribute: Attribute): JsonObject {
  const view: JsonObject = {
    id: attribute.id,
    name: attribute.name,
    label: attribute.label,
    type_class: attribute.type,
    filter_type: FILTER_TYPES[attribute.type] ?? null,
    description: attribute.description,
    groups: [],
  }
  if (CHOICES.includes(attribute.type)) view.options = [...attribute.options]
  if (attribute.type === 'CompletenessAttribute') {
    view.attributes = attribute.watched.map((id) => ({ id, label: store.attributes.get(id)?.label ?? null }))
  }
  return view
}
