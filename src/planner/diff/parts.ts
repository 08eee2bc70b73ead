import { addressOf } from '../../model/address.ts'
import { type Fields, partPath, pointerOf } from '../../model/fields.ts'
import { type FieldRule, isKept } from '../project/rules.ts'
import { desiredValue } from '../project/voices.ts'
import type { Listing, Owned } from '../types.ts'
import { type Changes, type DiffContext, isLost, noChanges } from './context.ts'
import { decideField, type FieldFacts } from './decide.ts'
import { type PartPlace, partKeys, placeOf } from './part-place.ts'
import { rulingOn } from './ruling.ts'
import { changeField, report } from './values.ts'

/** Rules of parts as rules of the resource that holds them. */
function rulesAt({ group }: PartPlace, key: string, { partRules, kind }: DiffContext): FieldRule[] {
  return partRules.map((rule) => {
    const path = partPath(group, key, rule.path)
    return { ...rule, path, pointer: pointerOf(path, kind.groups) }
  })
}

/** The same by the key of the part alone; none where the target has no parts. */
export function rulesOfPart(key: string, context: DiffContext): FieldRule[] {
  const place = placeOf(context.input)
  return place ? rulesAt(place, key, context) : []
}

/** A part that is not there yet, with everything that it is to hold; its key is remembered, so that it is known for ours. */
export function addPart(changes: Changes, part: Listing, context: DiffContext): Changes {
  const place = placeOf(context.input)
  if (!place) return changes
  const own = partPath(place.group, part.key, place.keyField)
  changes.after[own] = part.key
  changes.provenance[own] = context.origins.key
  changes.compared.push(own)
  for (const rule of rulesAt(place, part.key, context)) {
    const { label, write } = rule.spec
    if (write === 'never' || isLost(rule.path, context) || isKept(part, label)) continue
    const { value, provenance } = desiredValue(part, rule, context.fields)
    if (value === null) continue
    changes.after[rule.path] = value
    changes.provenance[rule.path] = provenance
    if (write !== 'on-change') changes.compared.push(rule.path)
  }
  return changes
}

/**
 * Compares the parts of an existing resource: those that are there field by field, the others are added whole, unless
 * somebody took away what this program had put there.
 */
export function changeParts(
  parts: Listing[],
  { owned, changes }: { owned: Owned; changes: Changes },
  context: DiffContext,
): void {
  const place = placeOf(context.input)
  if (!place) return
  const there = partKeys(owned, place.group)
  for (const part of parts) {
    if (!there.has(part.key)) restorePart(part, { owned, changes, place }, context)
    else for (const rule of rulesAt(place, part.key, context)) changeField(part, { rule, owned, changes }, context)
  }
}

/** A part that an existing resource has, with the rules of its fields and where its key stands. */
export interface PartThere {
  listing: Listing
  rules: FieldRule[]
  own: string
  key: string
}

export function partsThere(parts: Listing[], owned: Owned, context: DiffContext): PartThere[] {
  const place = parts.length > 0 ? placeOf(context.input) : null
  if (!place) return []
  const there = partKeys(owned, place.group)
  return parts
    .filter(({ key }) => there.has(key))
    .map((listing) => {
      const { key } = listing
      const own = partPath(place.group, key, place.keyField)
      return { listing, key, own, rules: rulesAt(place, key, context) }
    })
}

const REMOVED: FieldFacts = {
  rule: 'always',
  same: false,
  liveEmpty: true,
  desiredEmpty: false,
  clear: false,
  hasBaseline: true,
  liveIsBaseline: false,
  desiredIsBaseline: true,
}

function restorePart(
  part: Listing,
  { owned, changes, place: { group } }: { owned: Owned; changes: Changes; place: PartPlace },
  context: DiffContext,
): void {
  const making = noChanges()
  addPart(making, part, context)
  const path = partPath(group, part.key, '')
  if (Object.keys(owned.baseline?.fields ?? {}).some((known) => known.startsWith(path))) {
    const decision = decideField(REMOVED, rulingOn({ label: path, write: 'always' }, context.input).policy)
    const address = addressOf(owned.live.kind, owned.live.key)
    const desired = flatPart(making.after, path)
    report({ address, field: `/${path.slice(0, -1)}`, last_written: null, live: null, desired }, decision, context)
    if (!decision.write) return
  }
  Object.assign(changes.after, making.after)
  Object.assign(changes.provenance, making.provenance)
  changes.compared.push(...making.compared)
}

function flatPart(fields: Fields, path: string): Fields {
  return Object.fromEntries(Object.entries(fields).map(([own, value]) => [own.slice(path.length), value]))
}
