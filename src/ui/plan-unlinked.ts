import type { Plan } from '../model/plan.ts'
import { FEW, more } from './first-few.ts'
import { count, itemName, some, table } from './words.ts'

/** Listings that could be several products. */
export function ambiguous({ ambiguous: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map((entry) => [
    itemName(entry),
    some(
      entry.candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`),
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
  const rows = list.slice(0, FEW).map((entry) => [itemName(entry), entry.class, entry.message])
  return [`${count(list.length, 'listing')} without a canonical product:`, ...table(rows, '    '), ...more(list.length)]
}
