import type { Json } from '../../model/json.ts'
import { refuseSchema } from './answers.ts'
import type { SearchQuery } from './search-body.ts'
import type { Searchable } from './searchable.ts'

/** How rows are ordered, `null` when nothing is asked for. */
export function compileOrder<T extends { readonly id: string }>(
  { order }: SearchQuery,
  searchable: Searchable<T>,
): ((one: T, other: T) => number) | null {
  if (order === null) return null
  const descending = order.startsWith('-')
  const name = descending ? order.slice(1) : order
  const field = searchable.field(name) ?? refuseSchema({ field: 'order', msg: `Field '${name}' doesn't exist` })
  const sign = descending ? -1 : 1
  return (one, other) => sign * compareValues(field.value(one), field.value(other))
}

function compareValues(one: Json | undefined, other: Json | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  const texts = [one, other].map((value) => (value === undefined ? '' : String(value).toLowerCase()))
  const [left = '', right = ''] = texts
  return left < right ? -1 : left > right ? 1 : 0
}
