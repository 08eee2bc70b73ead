import type { Store } from '../../store/store.ts'
import { SHAPES } from './measures.ts'
import { no, SCALARS } from './scalars.ts'
import type { Kept, ValueContext, ValueType } from './types.ts'

export type { Kept, ValueContext }

const MOST_ELEMENTS = 128

/** What ids a reference may have, by its type. */
const REFERENCES: { [type: string]: readonly string[] } = {
  product_reference: ['Product'],
  variant_reference: ['ProductVariant'],
  collection_reference: ['Collection'],
  file_reference: ['MediaImage', 'GenericFile', 'Video', 'Model3d'],
}

/** Types that there are no lists of. */
const SINGLE = new Set(['boolean', 'id', 'json', 'money', 'multi_line_text_field', 'rich_text_field'])

export function isKnownType(type: string): boolean {
  const name = type.startsWith('list.') ? type.slice('list.'.length) : type
  return typeOf(name) !== null && !(type.startsWith('list.') && SINGLE.has(name))
}

/** How a value of that type is kept. Values are texts, whatever their type. */
export function keptValue(type: string, value: string, context: ValueContext): Kept {
  if (value.trim() === '') return no("can't be blank.")
  if (type.startsWith('list.')) return keptList(type.slice('list.'.length), value, context)
  return typeOf(type)?.(value, context) ?? no('has an unknown type.')
}

/** A list is a JSON array in a text. */
function keptList(type: string, text: string, context: ValueContext): Kept {
  const rows = arrayIn(text)
  if (rows === null) return no('must be a JSON array.')
  if (rows.length > MOST_ELEMENTS) return no(`has more than ${MOST_ELEMENTS} elements.`)
  const kept: unknown[] = []
  for (const [element, row] of rows.entries()) {
    const one = keptValue(type, typeof row === 'string' ? row : JSON.stringify(row), context)
    if ('problem' in one) return type.endsWith('_reference') ? one : { ...one, element }
    kept.push(elementOf(type, one.value))
  }
  return { value: JSON.stringify(kept) }
}

/** Whole numbers and shapes stand in the array as they are; decimals become texts. */
function elementOf(type: string, value: string): unknown {
  return type === 'number_integer' || type in SHAPES ? JSON.parse(value) : value
}

function arrayIn(text: string): unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

function typeOf(name: string): ValueType | null {
  const kinds = REFERENCES[name]
  if (kinds) return (value, { store }) => reference(store, value, kinds)
  return SCALARS[name] ?? SHAPES[name] ?? null
}

function reference(store: Store, id: string, kinds: readonly string[]): Kept {
  const found = store.node(id)
  return found && kinds.includes(found.__typename) ? { value: id } : no(`references non-existent resource ${id}.`)
}
