import { canonicalJson, type Digest, type Json, type JsonObject } from './json.ts'
import type { LiveProduct, ValueKind } from './live.ts'
import type { BaselineChange } from './plan.ts'
import { normalValue } from './values.ts'

/** What the field at a path (`label`, `thumbnail`, `attributes.amazon_title`) holds. */
export type Kinds = (path: string) => ValueKind

/** A product's values, of a plan (`after`), of a write or live: own fields at the top, the rest by label. */
type Fields = JsonObject | LiveProduct | { attributes: JsonObject }

const OWN_FIELDS = ['gtin', 'label', 'status', 'thumbnail']
const ATTRIBUTES = 'attributes.'

/** A thumbnail is an asset id, whatever the target calls its type. */
export function kindAt(kinds: Kinds, path: string): ValueKind {
  return path === 'thumbnail' ? 'other' : kinds(path)
}

export function valueAt(fields: Fields, path: string): Json | undefined {
  const holder = fields as JsonObject
  if (!path.startsWith(ATTRIBUTES)) return holder[path]
  return (holder.attributes as JsonObject | undefined)?.[path.slice(ATTRIBUTES.length)]
}

/** Paths of the fields that a product operation writes, in a fixed order; its SKU and its family are none. */
export function writtenPaths(after: Fields): string[] {
  const holder = after as JsonObject
  const attributes = Object.keys((holder.attributes as JsonObject | undefined) ?? {})
  const own = OWN_FIELDS.filter((field) => holder[field] !== undefined)
  return [...own, ...attributes.map((label) => ATTRIBUTES + label)].sort()
}

/**
 * The written fields that are compared with the live ones: those that the baseline remembers, galleries and the
 * thumbnail. What is left out is written along with other changes and never compared.
 */
export function comparedPaths(after: Fields, baseline: BaselineChange | undefined, kinds: Kinds): string[] {
  const paths = writtenPaths(after)
  if (!baseline) return paths
  const remembered = new Set(baseline.fields)
  return paths.filter((path) => remembered.has(path) || path === 'thumbnail' || kinds(path) === 'assets')
}

/** What a product's precondition is made of; `live` is `null` for a product that does not exist. */
export interface ProductState {
  /** The compared paths, in any order. */
  fields: string[]
  live: LiveProduct | null
  baselineLabel: string
  kinds: Kinds
}

/** Stands for the live values that an operation is about to change, and for the baseline that goes with them. */
export function productPrecondition({ fields, live, baselineLabel, kinds }: ProductState, digest: Digest): string {
  const values: JsonObject = {}
  for (const path of fields) values[path] = live ? normalValue(kindAt(kinds, path), valueAt(live, path)) : null
  const text = live?.attributes[baselineLabel]
  return seal({ baseline: typeof text === 'string' ? text.trim() : null, values }, digest)
}

/**
 * Stands for the pairs that a link operation finds in place: the SKUs of its `before.targets` that are still linked.
 * Adding is an upsert, so pairs that are there early never break it.
 */
export function linkPrecondition(skus: string[], digest: Digest): string {
  return seal({ targets: skus.toSorted() }, digest)
}

function seal(value: JsonObject, digest: Digest): string {
  return `sha256:${digest(canonicalJson(value))}`
}
