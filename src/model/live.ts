import type { Fields } from './fields.ts'

/** Something that the target holds. References are the target's ids; empty fields are left out. */
export interface LiveResource {
  kind: string
  /** What it is found by, such as a SKU. */
  key: string
  id: string
  /** By path; fields of its parts by `partPath`. A field that was not read is absent as an empty one is, unless it is written apart. */
  fields: Fields
  /** Changes with every write; sent along where the target checks it. */
  revision?: string
  /** ISO 8601, UTC. */
  modified?: string
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
  /** True when a resource's baseline names every picture that it shows, so that no file names are needed. */
  explained: (resource: LiveResource) => boolean
}

/** The resources of a kind. */
export function liveOf({ resources }: Pick<LiveState, 'resources'>, kind: string): LiveResource[] {
  return Object.hasOwn(resources, kind) ? (resources[kind] ?? []) : []
}
