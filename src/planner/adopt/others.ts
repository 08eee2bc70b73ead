import { addressOf } from '../../model/address.ts'
import { type Fields, nest, partPath, pointerOf } from '../../model/fields.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'
import {
  alikeParts,
  fieldsByPart,
  type Marks,
  markedFields,
  type PartPlace,
  underKeys,
  underPart,
} from '../../model/marks.ts'
import type { Address, Provenance } from '../../model/plan.ts'
import { mainKind, partPlace, tiersOf } from '../../model/target-kinds.ts'
import { beginDiff } from '../diff/begin.ts'
import { type Above, type DiffContext, waitForDefinitions } from '../diff/context.ts'
import { newFields } from '../diff/create.ts'
import { type Draft, redraft } from '../diff/draft.ts'
import { viewed } from '../diff/gone-below.ts'
import { type Alike, meetOthers, onlyOne, silently } from '../diff/others.ts'
import type { Prepared } from '../prepared.ts'
import type { Subject } from '../project/groups.ts'
import type { PlanInput } from '../types.ts'

/** A resource of somebody else that is the very thing that one of ours would become. */
export interface Other extends Alike {
  /** It as it is once it has our keys. */
  ours: LiveResource
  /** What shows our keys, and the fields that its parts are known by: as they are now, and once they are ours. */
  before: Fields
  after: Fields
  /** Those of these paths that show keys. */
  keys: string[]
}

/** Those that are taken over, by the address that they get. */
export function othersOf(tiers: readonly Prepared[], input: PlanInput): Map<Address, Other> {
  return new Map(
    tiers.flatMap((prepared) => {
      const own = tiers.length === 1 ? input : { ...viewed(prepared, input), selection: input.selection }
      return othersIn(prepared, own, allAbove(input))
    }),
  )
}

function othersIn(prepared: Prepared, input: PlanInput, above: Above): [Address, Other][] {
  const { marks, keyField } = mainKind(input.traits)
  if (marks === undefined || keyField === undefined) return []
  const { context } = beginDiff(prepared, input, { parts: NO_PARTS, mayClear: false, above })
  const { subjects } = prepared.desired
  const met = meetOthers(subjects, context)
  const taking = { marks, keyField, place: partPlace(input.traits), context: silently(context) }
  return subjects.flatMap((subject): [Address, Other][] => {
    const alike = met.get(subject.listing.key)
    const only = alike ? onlyOne(alike) : null
    return only ? [[subject.listing.address, otherOf(subject, only, taking)]] : []
  })
}

const NO_PARTS: ReadonlySet<string> = new Set()

function allAbove({ live, traits }: PlanInput): Above {
  const all = tiersOf(traits).flatMap(({ name }) => liveOf(live, name))
  return { ids: new Map(all.map(({ kind, key, id }) => [addressOf(kind, key), id])), made: new Map() }
}

interface Taking {
  marks: Marks
  keyField: string
  place: PartPlace | null
  context: DiffContext
}

function otherOf(subject: Subject, { live, mark }: Alike, { marks, keyField, place, context }: Taking): Other {
  const { key } = subject.listing
  const before: Fields = { [keyField]: live.fields[keyField] ?? null }
  const after: Fields = { [keyField]: key }
  const keys = [keyField]
  if (place === null) return { live, mark, ours: underKeys(live, { key, parts: NO_PAIRS }, null), before, after, keys }
  const { group } = place
  const pairs = alikeParts(newFields(subject, context), live.fields, { marks, group })
  const parts = fieldsByPart(live.fields, group)
  for (const [own, theirs] of pairs) {
    const path = partPath(group, own, place.keyField)
    before[path] = live.fields[partPath(group, theirs, place.keyField)] ?? null
    after[path] = own
    keys.push(path)
    for (const [their, value] of Object.entries(markedFields(parts.get(theirs) ?? {}, marks))) {
      const named = underPart(their, own, group)
      if (named === path) continue
      before[named] = value
      after[named] = value
    }
  }
  const ours = new Map([...pairs].map(([own, theirs]) => [theirs, own]))
  return { live, mark, ours: underKeys(live, { key, parts: ours }, place), before, after, keys }
}

const NO_PAIRS: ReadonlyMap<string, string> = new Map()

/** The account as if these had our keys already. */
export function asOurs(others: ReadonlyMap<Address, Other>, live: LiveState): LiveState {
  if (others.size === 0) return live
  const ours = new Map([...others.values()].map((one) => [one.live, one.ours]))
  const kinds = new Set([...ours.keys()].map(({ kind }) => kind))
  const resources = Object.fromEntries(
    [...kinds].map((kind) => [kind, liveOf(live, kind).map((one) => ours.get(one) ?? one)]),
  )
  return { ...live, resources: { ...live.resources, ...resources } }
}

/** The same adoption, which also gives the resource and its parts their keys; what parts are known by stays as it is. */
export function withKeys(draft: Draft, { live, mark, before, after, keys }: Other, context: DiffContext): Draft {
  const { kind, operation } = draft
  const { groups } = kind
  const isKey = new Set(keys)
  const known: Provenance = { source: 'match', path: mark.split(' ', 1)[0] ?? '' }
  const originOf = (path: string): Provenance => (isKey.has(path) ? context.origins.key : known)
  const waits = new Set([...operation.depends_on, ...waitForDefinitions(keys, context)])
  return redraft(draft, {
    before: nest(before, groups),
    after: nest(after, groups),
    reason: `${live.key} has the same ${mark}; ${operation.reason}`,
    depends_on: [...waits].sort(),
    provenance: Object.fromEntries(Object.keys(after).map((path) => [pointerOf(path, groups), originOf(path)])),
  })
}
