import { SHOPS } from './edge-names.ts'
import type { PlanSelection } from './plan.ts'

/** True when nothing is left out: a plan of a part concludes nothing from what it does not look at. */
export function isWhole({ only, addresses, exclude, style, limit, [SHOPS]: shops }: PlanSelection): boolean {
  return only.length + addresses.length + exclude.length + shops.length === 0 && style === null && limit === null
}
