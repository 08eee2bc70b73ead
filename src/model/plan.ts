import type { Diagnostic } from './diagnostic.ts'
import type { ITEM_ID, SHOP, SHOPS } from './edge-names.ts'
import type { Json, JsonObject } from './json.ts'

/** The major number changes when an older program must not read the plan. */
export const PLAN_FORMAT = '1.1'

export const ACTIONS = ['create', 'update', 'upload', 'link', 'unlink', 'delete'] as const
export type Action = (typeof ACTIONS)[number]

/** `kind.key`, such as `product.PB1000`. Keys may hold dots; kinds never do. */
export type Address = string

/** One picture of a product's baseline: its slot, the source's image id, and the asset that shows it. */
export interface BaselineImage {
  slot: string
  image: string
  asset: Address
}

/** How a write changes the product's baseline; the applier turns it into the stored text once ids are known. */
export interface BaselineChange {
  /** Paths of `after` whose fingerprints are renewed, such as `label` or `attributes.color`. */
  fields: string[]
  /** Of lists that others add to as well: members of ours, by path; absent where all of `after` is. */
  members?: { [path: string]: string[] }
  /** The gallery as intended from now on; absent when the write leaves it alone. */
  images?: BaselineImage[]
  /** Keys of the intended sources by series, with those of ours that are still there. */
  links: { [relationship: string]: string[] }
  /** The key of the item that the resource is made of. */
  item?: string
}

export interface Provenance {
  /** The source's name, `attributes.yaml`, `override`, `match` or `policy`. */
  source: string
  path: string
}

/** One write call, but for what is written apart. Made in one place and never changed. */
export interface Operation {
  /** `action:address` */
  id: string
  address: Address
  action: Action
  kind: string
  key: string
  /** `null` when it does not exist yet. */
  target_id: string | null
  depends_on: string[]
  /** The touched fields as they are now; `null` for a create and an upload. */
  before: JsonObject | null
  after: JsonObject
  /** RFC 6902, from before to after; updates only. */
  patch?: Json[]
  /** `sha256:` over the live values it was planned against. */
  precondition: string
  provenance: { [pointer: string]: Provenance }
  reason: string
  risk: 'normal' | 'high'
  /** Target ids of the referenced objects that already exist. */
  refs: { [address: Address]: string }
  /** Products only. */
  baseline?: BaselineChange
}

export type BlockCode =
  | 'prune-off'
  | 'threshold'
  | 'partial-export'
  | 'limit'
  | 'type'
  | 'missing-parent'
  | 'excluded'
  | 'definition'
  | 'image'
  | 'deleted'
  | 'renamed'
  | 'other-scope'

export interface Blocked {
  id: string
  address: Address
  action: Action
  code: BlockCode
  message: string
  hint: string
}

export interface Drift {
  address: Address
  /** JSON pointer such as `/attributes/color`. */
  field: string
  last_written: Json
  live: Json
  desired: Json
  decision: 'spared' | 'overwritten'
}

export interface Conflict {
  address: Address
  field: string
  last_written: Json
  live: Json
  desired: Json
  kind: 'both-moved' | 'kept' | 'unadopted'
}

/** A value that people gave, or that nobody knows to be ours, and that this plan replaces. */
export interface Overwrite {
  address: Address
  /** JSON pointer. */
  field: string
  last_written: Json
  live: Json
  desired: Json
  /** What lets it be replaced: a policy on drift, conflicts or unadopted values, or an override. */
  reason: 'drift' | 'both-moved' | 'unadopted' | 'override'
}

/** A product of ours whose listing the source has no more. */
export interface Gone {
  address: Address
  /** The product's SKU. */
  key: string
  /** ISO 8601; `null` when it is not known since when. */
  since: string | null
  message: string
}

/** Links of ours that no longer follow from the source. */
export interface Stale {
  /** `link.RELATIONSHIP.SOURCE_SKU` */
  address: Address
  targets: Address[]
  message: string
}

export type GuardCode = 'large-change' | 'shrunken-export'

/** A reason not to apply a plan, unless it was allowed when the plan was made. */
export interface Guard {
  code: GuardCode
  message: string
  hint: string
  allowed: boolean
}

export type ItemClass = 'parent' | 'child' | 'standalone'

/** An item in reports; with where it is from where the workspace has several sources. */
export interface ItemNames {
  [ITEM_ID]: string
  source?: string
  [SHOP]?: string
}

export interface Unmatched extends ItemNames {
  address: Address
  class: ItemClass
  code: string
  message: string
  /** SKUs that it nearly names, when there are any. */
  near?: string[]
}

export interface Ambiguous extends ItemNames {
  address: Address
  code: string
  candidates: { sku: string; method: string; value: string }[]
}

export interface MatchCounts {
  total: number
  matched: number
  unmatched: number
  ambiguous: number
  /** Matched of total in percent, one decimal. */
  rate: number
  by_method: { [method: string]: number }
  by_class: { [name: string]: { total: number; matched: number } }
}

export interface PlanSummary {
  create: number
  update: number
  upload: number
  link: number
  unlink: number
  delete: number
  /** Products of this scope that need no write. */
  unchanged: number
  blocked: number
  /** Fields of kind `both-moved`. */
  conflicts: number
  drift: number
  unadopted: number
  by_kind: { [kind: string]: { [action: string]: number } }
  /** Image references added to galleries. */
  attach: number
  detach: number
  thumbnail: number
  /** Distinct images that need no upload because the account already has them. */
  reused: number
  link_pairs: number
  unlink_pairs: number
  emptied: number
}

export interface RateWindow {
  /** Calls. */
  limit: number
  /** Seconds. */
  window_size: number
}

export interface PlanCost {
  /** Calls that making this plan took. */
  plan_reads: number
  /** Calls that applying it takes. */
  reads: number
  writes: number
  seconds: number
  binding_window: RateWindow | null
}

export interface PlanSource {
  provider: string
  [SHOP]: string
  items: number
  complete: boolean
  export_digest: string
  exported_at: string
  /** Listings that are known to lack in an incomplete export; absent where that is not known. */
  unread?: number
}

export interface PlanSelection {
  only: string[]
  addresses: string[]
  exclude: string[]
  style: string | null
  limit: number | null
  [SHOPS]: string[]
  prune: string[]
  complete: boolean
  /** What the selection keeps out of the plan, as far as it is known; absent in plans of earlier versions. */
  left_out?: LeftOut
}

export interface LeftOut {
  /** Listings that were not looked at. */
  listings: number
  /** Operations that a whole plan of the same listings would have. */
  operations: number
}

/** Everything of a plan but its long lists. */
export interface PlanHead {
  format_version: string
  program: { name: string; version: string }
  plan_id: string
  created_at: string
  /** `files`: digests by path, so that an apply can name what changed since. */
  workspace: { scope: string; digest: string; files?: { [path: string]: string } }
  selection: PlanSelection
  sources: PlanSource[]
  /** `name`: what `--account` calls the account. */
  target: {
    provider: string
    account: string
    name?: string
    read_at: string
    owned: number
    canonical: number
    foreign: number
  }
  summary: PlanSummary
  cost: PlanCost
  matches: MatchCounts
  /** False: a guard holds it back, and `apply` refuses it. */
  applyable: boolean
  guards: Guard[]
}

export interface Plan extends PlanHead {
  operations: Operation[]
  blocked: Blocked[]
  drift: Drift[]
  conflicts: Conflict[]
  overwrites: Overwrite[]
  unmatched: Unmatched[]
  ambiguous: Ambiguous[]
  gone: Gone[]
  stale: Stale[]
  /** What addresses by a target's id stand for, where it is known: slot and image of a picture that leaves. */
  names: { [address: Address]: string }
  diagnostics: Diagnostic[]
}
