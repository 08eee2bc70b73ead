import type { Fields } from './fields.ts'
import type { JsonObject } from './json.ts'

/** Something that the target holds. References are the target's ids; empty fields are left out. */
export interface LiveResource {
  kind: string
  /** What it is found by, such as a SKU. */
  key: string
  id: string
  /** By path; fields of its parts by `partPath`. A field that was not read is absent as an empty one is, unless it is written apart. */
  fields: Fields
  /** Paths whose values the target gave of itself, for want of others: nobody wrote them. */
  unset?: string[]
  /** Changes with every write; sent along where the target checks it. */
  revision?: string
  /** ISO 8601, UTC. */
  modified?: string
  /** What the target itself holds at these paths, where something that is kept here stands in its place; `null`: nothing. */
  held?: Fields
}

/** Everything a plan compares with, read in bulk. */
export interface LiveState {
  /** ISO 8601, UTC. */
  read_at: string
  /** False: the read never agreed with the target's own count; no create is planned on its word. */
  complete: boolean
  /** Why it did not agree, for people; `null` or absent when the target changed meanwhile, for all that is known. */
  gap?: string | null
  /** By kind; of assets and the like only what was necessary. */
  resources: { [kind: string]: LiveResource[] }
  /** Paths that were asked for and that the account lacks, such as `attributes.upc`. */
  missing: string[]
  /** True: made of an earlier read and of what changed since, by the target's own word; nothing is removed on it. */
  built?: true
  /** What a later read needs to know to be built on this one, in the target's own words; absent: none can be. */
  basis?: JsonObject
}

/** What to read of the resources that items become. */
export interface Want {
  /** Paths whose values are needed, where they exist. */
  paths: string[]
  /** Further paths whose values are needed, when the account has them. */
  also?: (path: string) => boolean
  /** True for keys that this workspace owns. */
  owns: (key: string) => boolean
  /** Resources with a baseline, and those whose key begins with one of these, are enough; a target may read more. */
  beginnings?: readonly string[]
  /** Everything is to be read afresh, whatever is known from earlier. */
  whole?: true
  /** True when a resource's baseline names every picture that it shows, so that no file names are needed. */
  explained: (resource: LiveResource) => boolean
}

/** The resources of a kind. */
export function liveOf({ resources }: Pick<LiveState, 'resources'>, kind: string): LiveResource[] {
  return Object.hasOwn(resources, kind) ? (resources[kind] ?? []) : []
}
