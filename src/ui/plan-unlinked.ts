import { ITEM_ID } from '../model/edge-names.ts'
import type { Plan } from '../model/plan.ts'
import { FEW, more } from './first-few.ts'
import { count, some, table } from './words.ts'

/** Listings that could be several products. */
export function ambiguous({ ambiguous: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map(({ [ITEM_ID]: id, candidates }) => [
    id,
    some(
      candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`),
      FEW,
    ),
  ])
  return [
    'Ambiguous listings, linked to nothing until an override decides:',
    ...table(rows, '    '),
    ...more(list.length),
  ]
}

/** Listings that no product was found for. */
export function unmatched({ unmatched: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map(({ [ITEM_ID]: id, class: itemClass, message }) => [id, itemClass, message])
  return [`${count(list.length, 'listing')} without a canonical product:`, ...table(rows, '    '), ...more(list.length)]
}
