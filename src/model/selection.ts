import { SHOPS } from './edge-names.ts'
import { setOf } from './grouping.ts'
import type { Address, PlanSelection } from './plan.ts'

/** True for what was asked for by name, and not by a pattern. */
export function isNamed({ addresses }: Pick<PlanSelection, 'addresses'>, address: Address): boolean {
  return addresses.length > 0 && setOf(addresses).has(address)
}

/** True when nothing is left out: a plan of a part concludes nothing from what it does not look at. */
export function isWhole({ only, addresses, exclude, style, limit, [SHOPS]: shops }: PlanSelection): boolean {
  return only.length + addresses.length + exclude.length + shops.length === 0 && style === null && limit === null
}
