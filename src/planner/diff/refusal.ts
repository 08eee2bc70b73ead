import type { Fields } from '../../model/fields.ts'
import { laidOver } from '../../model/overlay.ts'
import type { Action, Blocked } from '../../model/plan.ts'
import { partKind, partPlace } from '../../model/target-kinds.ts'
import { overrideKey } from '../match/overrides.ts'
import type { Listing, Owned } from '../types.ts'
import type { DiffContext, Findings } from './context.ts'

/** Why a new resource cannot be as a whole; `null`: nothing speaks against it. */
export function refusedNew(listing: Listing, after: Fields, context: DiffContext): Blocked | null {
  const why = context.kind.refuses?.(after) ?? null
  return why === null ? null : blockFor(listing, { why, action: context.kind.verbs.create }, context)
}

/** The same for an existing one as it would be once this is written. */
export function refusedChange(
  listing: Listing,
  { owned, after }: { owned: Owned; after: Fields },
  context: DiffContext,
): Blocked | null {
  const { kind } = context
  const why = kind.refuses?.(laidOver(owned.live.fields, after, partPlace(context.input.traits))) ?? null
  return why === null ? null : blockFor(listing, { why, action: kind.verbs.update }, context)
}

function blockFor(
  { address, item }: Listing,
  { why, action }: { why: string; action: Action },
  { input }: DiffContext,
): Blocked {
  const ignore = `"${overrideKey(item.ref, input)}: { ignore: true }"`
  const [part] = partKind(input.traits)?.noun ?? []
  const alone = part === undefined ? '' : `, or the same for a ${part} alone,`
  return {
    id: `${action}:${address}`,
    address,
    action,
    code: 'limit',
    message: why,
    hint: `Change that in the source or by an override, or leave it out: put ${ignore}${alone} in specs/overrides.`,
  }
}

/** How much was found before a resource was compared. */
export interface FoundBefore {
  drift: number
  overwrites: number
}

export function foundSoFar({ drift, overwrites }: Findings): FoundBefore {
  return { drift: drift.length, overwrites: overwrites.length }
}

/** Nothing is written over people's values by what is held back. */
export function spareSince(before: FoundBefore, { drift, overwrites }: Findings): void {
  overwrites.length = before.overwrites
  for (let place = before.drift; place < drift.length; place += 1) {
    const entry = drift[place]
    if (entry) drift[place] = { ...entry, decision: 'spared' }
  }
}
