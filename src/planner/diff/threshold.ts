import { counted, either } from '../../model/counted.ts'
import type { SourceItems } from '../../model/source.ts'
import type { Held } from '../match/held.ts'

/** Below so many owned resources a share says nothing. */
const FROM = 20

export interface Deletes {
  deletes: number
  /** Owned resources that this program made. */
  created: number
  /** Percent. */
  most: number
  where: string
}

/** More deletes than the policy allows. */
export interface Overstepped {
  message: string
}

/** `null` when so many deletes are within what the policy allows. */
export function overstepped({ deletes, created, most, where }: Deletes): Overstepped | null {
  const percent = (deletes / created) * 100
  const few = created < FROM
  const within = few ? deletes <= Math.min(1, Math.ceil(most)) : percent <= most
  if (within) return null
  const allowed = few
    ? `below ${FROM} at most ${Math.min(1, Math.ceil(most))}`
    : `${Math.round(percent)} %; policy.max_delete_percent is ${most}`
  const message = `${counted(deletes, 'delete')} of the ${created} that this program made for ${where} ${either(deletes, 'is', 'are')} more than one plan may have (${allowed}).`
  return { message }
}

/** How many of a shop's resources this program made. */
export function createdIn({ facts, header }: SourceItems, held: readonly Held[]): number {
  const own = held.find(({ source }) => source.facts === facts && source.header === header)
  return own?.products.filter(({ baseline }) => baseline?.created).length ?? 0
}
