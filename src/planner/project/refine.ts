import { isEmpty, type Json } from '../../model/json.ts'
import type { FieldTraits } from '../../model/kinds.ts'
import type { Provenance } from '../../model/plan.ts'
import { defaultOrigin } from '../../model/provenance.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import type { Outcome } from '../../model/transform.ts'
import { encodeValue, sameValue } from '../../model/values.ts'
import type { Listing } from '../types.ts'
import { computed } from './computed.ts'
import { type Reader, readerOf } from './expressions.ts'
import { transformed } from './transforms.ts'

/** An expression made ready. */
export interface Reading {
  expression: string
  read: Reader
}

/** What a rule does with what the source says, before it is written. */
export interface Refinement {
  /** In the order in which they are asked. */
  readings: readonly Reading[]
  spec: AttributeSpec
  field: FieldTraits
  origin: Provenance
  tally: Tally
}

/** What a rule met with on its way over many items, by the keys of these. */
export interface Tally {
  /** Where two of its expressions give different values: both of them. */
  differing: Map<string, string>
  /** Where its default stands in. */
  defaulted: Set<string>
}

/** `null` for rules that take what one expression gives as it is. */
export function refinementOf(spec: AttributeSpec, field: FieldTraits): Refinement | null {
  const { from, others = [], as, compute } = spec
  if (others.length === 0 && as === undefined && compute === undefined && spec.default === undefined) return null
  const expressions = compute ? [compute.base] : from === null ? [] : [from, ...others]
  if (expressions.length === 0) return null
  return {
    readings: expressions.map((expression) => ({ expression, read: readerOf(expression) })),
    spec,
    field,
    origin: defaultOrigin(spec.label),
    tally: { differing: new Map(), defaulted: new Set() },
  }
}

/** What one expression says of an item. */
export interface Said {
  raw: Json
  provenance: Provenance
  error?: string
  exhausted?: true
}

/** The first of these that says something, made ready to be written; else the default. */
export function refined<S extends Said>(all: readonly S[], refinement: Refinement, listing: Listing): S & Defaulted {
  const failed = all.find(({ error }) => error !== undefined)
  const [first] = all as [S]
  if (failed) return failed
  const present = all.filter(({ raw }) => !isEmpty(raw))
  const chosen = present[0] ?? first
  const outcome = prepared(chosen.raw, refinement)
  if (!outcome.ok) return { ...chosen, error: outcome.problem }
  if (present.length > 1) noteDiffering(present, refinement, listing)
  return isEmpty(outcome.value) ? withDefault(chosen, refinement, listing) : { ...chosen, raw: outcome.value }
}

interface Defaulted {
  defaulted?: true
}

function prepared(raw: Json, { spec: { as = [], compute } }: Refinement): Outcome {
  const outcome = transformed(raw, as)
  return compute && outcome.ok ? computed(outcome.value, compute) : outcome
}

function withDefault<S extends Said>(said: S, { spec, origin, tally }: Refinement, listing: Listing): S & Defaulted {
  const { default: stands } = spec
  if (stands === undefined) return { ...said, raw: null }
  if (!isDecided(listing, spec)) tally.defaulted.add(listing.key)
  return { ...said, raw: stands, provenance: origin, defaulted: true }
}

/** True for what people decided for this one, whatever the source says. */
function isDecided({ override }: Listing, { label }: AttributeSpec): boolean {
  return override?.attributes?.[label] !== undefined || (override?.keep?.includes(label) ?? false)
}

/** A default is not written over a value that is there, and is not in use then. */
export function leaveDefault({ tally }: Refinement, { key }: Listing): void {
  tally.defaulted.delete(key)
}

function noteDiffering(present: readonly Said[], refinement: Refinement, listing: Listing): void {
  const { spec, tally, field } = refinement
  if (isDecided(listing, spec) || tally.differing.has(listing.key)) return
  const values = present.map(({ raw, provenance: { path } }) => ({ path, value: comparable(raw, refinement) }))
  const [first, ...others] = values as [(typeof values)[number], ...typeof values]
  const other = others.find(({ value }) => value !== undefined && !sameValue(field.holds, first.value, value))
  if (other === undefined) return
  const shown = [first, other].map(({ path, value }) => `${path} ${cut(value)}`)
  tally.differing.set(listing.key, `${listing.item.ref.id}: ${shown.join(', ')}`)
}

/** As it would be written; what cannot be is no other value. */
function comparable(raw: Json, refinement: Refinement): Json | undefined {
  const outcome = prepared(raw, refinement)
  const encoded = outcome.ok ? encodeValue(refinement.field.holds, outcome.value) : null
  return encoded?.ok && !isEmpty(encoded.value) ? encoded.value : undefined
}

const LONGEST_SHOWN = 60

function cut(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}
