import type { Conflict, Plan } from '../model/plan.ts'
import { FEW, more } from './first-few.ts'
import { count, shown, table } from './words.ts'

/** Values that were there before this program wrote anything. */
export function unadopted({ conflicts }: Plan): string[] {
  const list = conflicts.filter(({ kind }) => kind === 'unadopted')
  if (list.length === 0) return []
  const products = new Set(list.map(({ address }) => address)).size
  return differences(
    `Without a baseline, and kept: ${count(list.length, 'differing value')} on ${count(products, 'product')} that this program did not write:`,
    list,
  )
}

type Difference = Pick<Conflict, 'address' | 'field' | 'live' | 'desired'>

/** Fields in which the target differs from the source. */
export function differences(title: string, list: Difference[]): string[] {
  if (list.length === 0) return []
  const rows = list
    .slice(0, FEW)
    .map(({ address, field, live, desired }) => [
      address.replace('product.', ''),
      field,
      `live ${shown(live)}`,
      `source ${shown(desired)}`,
    ])
  return [title, ...table(rows, '    '), ...more(list.length)]
}

/** What people changed since the last apply. */
export function drift({ drift: list }: Plan): string[] {
  const spared = list.filter(({ decision }) => decision === 'spared')
  const overwritten = list.filter(({ decision }) => decision === 'overwritten')
  return [
    ...differences('Drift, changed by people since the last apply, and spared:', spared),
    ...differences('Drift that this plan overwrites (policy.on_drift):', overwritten),
  ]
}
