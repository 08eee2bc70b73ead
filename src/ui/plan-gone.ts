import { parseAddress } from '../model/address.ts'
import type { Plan, Stale } from '../model/plan.ts'
import { FEW, more } from './first-few.ts'
import { atFirstDot, count, some, table } from './words.ts'

/** Products of ours that the source has no more. */
export function gone({ gone: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map(({ key, message }) => [key, message])
  return [
    `${count(list.length, 'product')} of ours gone from the source:`,
    ...table(rows, '    '),
    ...more(list.length),
  ]
}

/** Links of ours that no longer follow from the source. */
export function stale({ stale: list }: Plan): string[] {
  if (list.length === 0) return []
  const rows = list.slice(0, FEW).map(({ address, targets }) => {
    const [relationship, sku] = atFirstDot(parseAddress(address).key)
    const products = targets.map((target) => parseAddress(target).key)
    return [relationship, `${sku} -> ${some(products, FEW)}`]
  })
  const title = `${staleLinks(list)}: this program made them, and they follow from the source no more:`
  return [title, ...table(rows, '    '), ...more(list.length)]
}

/** `2 stale links` */
export function staleLinks(list: Stale[]): string {
  const pairs = list.reduce((total, { targets }) => total + targets.length, 0)
  return count(pairs, 'stale link')
}
