import type { Fields } from './fields.ts'
import { canonicalJson, type Digest, type Json } from './json.ts'
import type { KindTraits } from './kinds.ts'
import type { LiveResource } from './live.ts'
import { isShared } from './members.ts'
import type { BaselineChange } from './plan.ts'
import { normalValue } from './values.ts'

/** The fields that say what a resource holds, in a fixed order; its key is none, nor is what a call of its own writes. */
export function writtenPaths(after: Fields, kind: KindTraits): string[] {
  return Object.keys(after)
    .filter((path) => path !== kind.keyField && !kind.field(path).apart)
    .sort()
}

/**
 * The written fields that are compared with the live ones: those that the baseline remembers, and pictures. What is left
 * out is written along with other changes and never compared.
 */
export function comparedPaths(after: Fields, baseline: BaselineChange | undefined, kind: KindTraits): string[] {
  const paths = writtenPaths(after, kind)
  if (!baseline) return paths
  const remembered = new Set(baseline.fields)
  return paths.filter((path) => remembered.has(path) || isImage(path, kind))
}

function isImage(path: string, { images }: KindTraits): boolean {
  return path === images?.gallery || path === images?.main
}

/** What a resource's precondition is made of; `live` is `null` for one that does not exist. */
export interface ResourceState {
  /** The compared paths, in any order. */
  paths: string[]
  live: LiveResource | null
  kind: KindTraits
  /** Path of the field that holds the baseline. */
  baseline: string
}

/**
 * Stands for the live values that an operation is about to change, and for the baseline that goes with them. What is done
 * to members of ours in a set is right whatever others do to theirs.
 */
export function resourcePrecondition({ paths, live, kind, baseline }: ResourceState, digest: Digest): string {
  const values: Fields = {}
  for (const path of paths) {
    const field = kind.field(path)
    if (!isShared(field)) values[path] = live ? normalValue(field.holds, live.fields[path]) : null
  }
  const text = live?.fields[baseline]
  return seal({ baseline: typeof text === 'string' ? text.trim() : null, values }, digest)
}

/**
 * Stands for the members that an operation on a set finds in place: the keys of its `before` that are still there. Adding
 * is an upsert, so members that are there early never break it.
 */
export function membersPrecondition(path: string, keys: string[], digest: Digest): string {
  return seal({ [path]: keys.toSorted() }, digest)
}

function seal(value: Json, digest: Digest): string {
  return `sha256:${digest(canonicalJson(value))}`
}
