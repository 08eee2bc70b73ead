import { counted, either } from '../../model/counted.ts'
import { type Adopted, adoptResource } from '../diff/adopt.ts'
import type { DiffContext } from '../diff/context.ts'
import type { Draft } from '../diff/draft.ts'
import { type Equal, equalValues } from '../diff/equal.ts'
import { usableImages } from '../diff/resources.ts'
import type { Subject } from '../project/groups.ts'
import type { Elsewhere, Owned } from '../types.ts'
import { type Former, type FormerValues, formerValues } from './former.ts'

interface Adopting {
  context: DiffContext
  /** `null`: nothing is known of a former tool. */
  former: Former | null
  /** Resources of another scope, as the account holds them, by key. */
  taken: ReadonlyMap<string, Elsewhere>
}

/** The baseline that one resource of ours is to have; `null` when there is nothing to add to the one that it has. */
export function adoptOne(subject: Subject, owned: Owned, { context, former, taken }: Adopting): Draft | null {
  const { listing } = subject
  const before = taken.get(listing.key)
  const equal = equalValues(subject, { owned, desired: usableImages(listing, context) }, context)
  const then = former ? formerValues(subject, { owned, equal }, { former, context }) : null
  const images = equal.images ?? then?.images ?? null
  const prints = { ...equal.prints, ...then?.prints }
  const isNew = owned.baseline === null || before !== undefined
  if (!isNew && images === null && Object.keys(prints).length === 0) return null
  const fromScope = before?.baseline.scope
  const adopted: Adopted = {
    prints,
    images,
    reason: reasonOf(equal, then, fromScope),
    ...(fromScope === undefined ? {} : { fromScope }),
  }
  return adoptResource({ listing, owned: before ?? owned }, adopted, context)
}

function reasonOf(equal: Equal, then: FormerValues | null, fromScope: string | undefined): string {
  const same = sizeOf(equal)
  const changed = then?.changed ?? 0
  const former = (then ? sizeOf(then) : 0) - changed
  const says = (count: number, what: string) =>
    count === 0 ? [] : [`${counted(count, 'value')} ${either(count, 'is', 'are')} ${what}`]
  const found = [
    ...(fromScope === undefined ? [] : [`it belongs to scope ${fromScope} so far`]),
    ...says(same, 'as the source says'),
    ...says(former, `as the former tool wrote ${either(former, 'it', 'them')}`),
    ...says(changed, `changed since the former tool wrote ${either(changed, 'it', 'them')}`),
  ]
  return found.length === 0 ? 'no value is as the source says' : found.join('; ')
}

function sizeOf({ prints, images }: Equal): number {
  return Object.keys(prints).length + (images === null ? 0 : 1)
}
