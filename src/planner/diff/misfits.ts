import { fewOf } from '../../model/counted.ts'
import { type Fields, parsePart } from '../../model/fields.ts'
import { addTo } from '../../model/grouping.ts'
import type { Blocked } from '../../model/plan.ts'
import { partKind } from '../../model/target-kinds.ts'
import { overrideKey } from '../match/overrides.ts'
import { type Subject, withoutParts } from '../project/groups.ts'
import { type DiffContext, type Misfit, type Misfits, noChanges } from './context.ts'
import { silently } from './others.ts'
import { type PartPlace, partKeys, placeOf } from './part-place.ts'
import { addPart } from './parts.ts'

/** Subjects with the parts that can be made beside one another, and what is left out of them by their keys. */
export interface Fitted {
  subjects: Subject[]
  misfits: Misfits
}

const NONE: Misfits = new Map()

/** Leaves out new parts that the others have no place for, so that one of them never costs the whole. */
export function fitParts(subjects: Subject[], context: DiffContext): Fitted {
  const place = placeOf(context.input)
  if (place === null || context.kind.misfits === undefined) return { subjects, misfits: NONE }
  const silent = silently(context)
  const misfits = new Map<string, Misfit[]>()
  const fitting = subjects.map((subject) => {
    const found = misfitsIn(subject, place, silent)
    if (found.length > 0) misfits.set(subject.listing.key, found)
    return withoutParts(
      subject,
      found.map(({ part }) => part),
    )
  })
  return { subjects: fitting, misfits }
}

/** Of a whole that would have nothing left, none: it is judged as it is. */
function misfitsIn({ listing, parts }: Subject, place: PartPlace, context: DiffContext): Misfit[] {
  const live = context.population.owned.get(listing.key)?.live
  const there = live ? partKeys({ live }, place.group) : new Set<string>()
  const isNew = parts.filter(({ key }) => !there.has(key))
  if (isNew.length === 0) return []
  const fields: Fields = live ? partsOnly(live.fields, place) : {}
  for (const part of parts) Object.assign(fields, addPart(noChanges(), part, context).after)
  const odd = context.kind.misfits?.(fields)
  const found = isNew.flatMap((part) => {
    const has = odd?.get(part.key)
    return has === undefined ? [] : [{ part, has }]
  })
  return there.size === 0 && found.length === parts.length ? [] : found
}

function partsOnly(fields: Fields, { group }: PartPlace): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([path]) => parsePart(path, [group]) !== null))
}

const NAMED = 5

/** Says what is left out of a subject; of one that is neither there nor made there is more to say than that. */
export function noteMisfits(
  { listing: { address, key } }: Subject,
  staying: readonly Misfit[],
  context: DiffContext,
): void {
  const { found, input, kind, misfits, parts, population } = context
  const out = [...(misfits.get(key) ?? []), ...staying]
  if (out.length === 0 || found.absent.has(key) || !parts.has('products')) return
  const action = population.owned.has(key) ? kind.verbs.update : kind.verbs.create
  const byReason = new Map<string, string[]>()
  for (const { part, has } of out) addTo(byReason, has, part.key)
  const [one, many] = partKind(input.traits)?.noun ?? ['part', 'parts']
  const sentences = [...byReason].map(([has, keys]) =>
    keys.length === 1
      ? `Its ${one} ${keys[0]} is left out: it has ${has}.`
      : `Its ${many} ${fewOf(keys, NAMED)} are left out: they have ${has}.`,
  )
  const [first] = out as [Misfit]
  const ignore = `"${overrideKey(first.part.item.ref, input)}: { ignore: true }"`
  const block: Blocked = {
    id: `${action}:${address}`,
    address,
    action,
    code: 'limit',
    message: sentences.join(' '),
    hint:
      first.hint ??
      `Change that in the source or by an override; or put ${ignore} in specs/overrides, and nothing more is said of it.`,
  }
  found.blocked.push(block)
}
