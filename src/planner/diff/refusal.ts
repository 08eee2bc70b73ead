import { type Fields, parsePart, pointerOf } from '../../model/fields.ts'
import { laidOver } from '../../model/overlay.ts'
import type { Action, Blocked } from '../../model/plan.ts'
import { partKind, partPlace } from '../../model/target-kinds.ts'
import { overrideKey } from '../match/overrides.ts'
import type { Listing, Owned } from '../types.ts'
import type { Changes, DiffContext, Findings } from './context.ts'
import { partKeys } from './part-place.ts'

/** Why a new resource cannot be as a whole; `null`: nothing speaks against it. */
export function refusedNew(listing: Listing, after: Fields, context: DiffContext): Blocked | null {
  const refusal = context.kind.refuses?.(after) ?? null
  return refusal === null ? null : blockFor(listing, { why: refusal.why, action: context.kind.verbs.create }, context)
}

export interface Judged {
  owned: Owned
  changes: Changes
  /** What was found before it was compared. */
  before: FoundBefore
}

/**
 * Blocks what an existing resource cannot be once its changes are written, and takes it out of them: one field of the parts
 * that are there where that is enough, else all. False: nothing is to be written.
 */
export function judgeChange(listing: Listing, { owned, changes, before }: Judged, context: DiffContext): boolean {
  const { kind, found, input } = context
  const refusalOf = (after: Fields) =>
    kind.refuses?.(laidOver(owned.live.fields, after, partPlace(input.traits))) ?? null
  const refusal = refusalOf(changes.after)
  if (refusal === null) return true
  const action = kind.verbs.update
  const held = refusal.field === undefined ? NOTHING : heldIn(changes, refusal.field, { owned, context })
  const rest = Object.fromEntries(Object.entries(changes.after).filter(([path]) => !held.has(path)))
  if (held.size === 0 || refusalOf(rest) !== null) {
    found.blocked.push(blockFor(listing, { why: refusal.why, action }, context))
    spareSince(before, found)
    return false
  }
  const [, many] = partKind(input.traits)?.noun ?? []
  const why = `${refusal.why} Until then "${refusal.field}" of its ${many} stays as it is.`
  found.blocked.push(blockFor(listing, { why, action }, context))
  changes.compared = changes.compared.filter((path) => !held.has(path))
  for (const path of held)
    for (const one of [changes.before, changes.after, changes.provenance, changes.members]) delete one[path]
  const fields = new Set([...held].map((path) => pointerOf(path, kind.groups)))
  spareSince(before, found, ({ field }) => fields.has(field))
  return Object.keys(rest).length > 0
}

const NOTHING: ReadonlySet<string> = new Set()

/** Changes of one field, of parts that are there. */
function heldIn(
  { after }: Changes,
  field: string,
  { owned, context }: { owned: Owned; context: DiffContext },
): ReadonlySet<string> {
  const place = partPlace(context.input.traits)
  if (place === null) return NOTHING
  const there = partKeys(owned, place.group)
  return new Set(
    Object.keys(after).filter((path) => {
      const part = parsePart(path, [place.group])
      return part?.path === field && there.has(part.key)
    }),
  )
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

/** Nothing is written over people's values by what is held back: all, or what is chosen. */
function spareSince(
  before: FoundBefore,
  { drift, overwrites }: Findings,
  isHeld: (entry: { field: string }) => boolean = () => true,
): void {
  const since = overwrites.splice(before.overwrites)
  overwrites.push(...since.filter((entry) => !isHeld(entry)))
  for (let place = before.drift; place < drift.length; place += 1) {
    const entry = drift[place]
    if (entry && isHeld(entry)) drift[place] = { ...entry, decision: 'spared' }
  }
}
