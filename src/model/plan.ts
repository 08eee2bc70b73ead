import type { Compared } from './compared.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { ITEM_ID, SHOP, SHOPS } from './edge-names.ts'
import type { Json, JsonObject } from './json.ts'
import type { MatchCounts, PlanCost, PlanSummary } from './plan-figures.ts'
import type { Quality, Rejected } from './quality.ts'

/** The major number changes when an older program must not read the plan. */
export const PLAN_FORMAT = '1.1'

export const ACTIONS = ['create', 'update', 'upload', 'link', 'unlink', 'delete', 'adopt'] as const
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
  /** Fingerprints known when the plan is made, of values that the write leaves as they are; `null`: none from now on. */
  prints?: { [path: string]: string | null }
  /** The whole text from now on, `null` for none: what undoing brings back. Nothing else of this counts then. */
  text?: string | null
  /** The scope that it is taken over from. */
  from_scope?: string
}

export interface Provenance {
  /** The source's name, `attributes.yaml`, `override`, `match` or `policy`. */
  source: string
  path: string
  /** The source says nothing, and the rule's default stands in. */
  defaulted?: true
}

/** One write call, but for what is written apart. Made in one place and never changed. */
export interface Operation {
  /** `action:address` */
  readonly id: string
  readonly address: Address
  readonly action: Action
  readonly kind: string
  readonly key: string
  /** `null` when it does not exist yet. */
  readonly target_id: string | null
  readonly depends_on: readonly string[]
  /** The touched fields as they are now; `null` for a create and an upload. */
  readonly before: JsonObject | null
  /** The same fields as they are to be; nothing for a delete. */
  readonly after: JsonObject
  /** RFC 6902, from before to after; updates only. */
  readonly patch?: readonly Json[]
  /** `sha256:` over the live values it was planned against. */
  readonly precondition: string
  readonly provenance: { readonly [pointer: string]: Provenance }
  readonly reason: string
  readonly risk: 'normal' | 'high'
  /** Target ids of the referenced objects that already exist. */
  readonly refs: { readonly [address: Address]: string }
  /** Products only. */
  readonly baseline?: BaselineChange
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
  /** The target cannot, or is not to be asked. */
  | 'unsupported'
  /** Nothing proves that this program made what would be deleted. */
  | 'not-ours'
  /** People changed what would be deleted. */
  | 'changed'
  /** Others hang on what would be deleted, such as variants. */
  | 'bound'
  /** Something is in the place of what would be made. */
  | 'exists'

export interface Blocked {
  id: string
  address: Address
  action: Action
  code: BlockCode
  message: string
  hint: string
  /** The key that somebody gave the resource since it was made; of code `renamed` alone. */
  renamed_to?: string
}

export interface Drift {
  address: Address
  /** JSON pointer such as `/attributes/color`. */
  field: string
  last_written: Json
  live: Json
  desired: Json
  decision: 'spared' | 'overwritten'
  /** Where the source could take what people gave, of which nothing is sent; absent where a rule reads more than one field. */
  back?: Provenance
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

export type GuardCode = 'large-change' | 'shrunken-export' | 'large-delete' | 'quality-threshold' | 'quality-fail'

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
  /** SKUs that it nearly names, when there are any; the first ten. */
  near?: string[]
  /** How many more are near. */
  more?: number
}

export interface Ambiguous extends ItemNames {
  address: Address
  code: string
  /** The first ten. */
  candidates: { sku: string; method: string; value: string }[]
  /** How many more there are. */
  more?: number
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
  /** Which side wins where people and source differ, and for which attributes; absent unless it was asked for. */
  take?: { side: 'source' | 'target'; attributes: string[] }
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

/** A plan of another command than `plan`. `of`: the run or the plan file that is undone, the scope that is taken over. */
export interface PlanPurpose {
  command: 'adopt' | 'undo' | 'cleanup'
  of?: string
}

/** Everything of a plan but its long lists. */
export interface PlanHead {
  format_version: string
  program: { name: string; version: string }
  plan_id: string
  created_at: string
  /** `files`: digests by path, so that an apply can name what changed since. */
  workspace: { scope: string; digest: string; files?: { [path: string]: string } }
  /** What it is for, when it is not to bring the target to what the source says. */
  purpose?: PlanPurpose
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
  /** How good the items are; absent where nothing says what they must hold. */
  quality?: Quality
  /** What earlier rules would have given instead; absent unless it was asked for. */
  compared?: Compared
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
  /** Items that are not planned; absent where `quality` is. */
  rejected?: Rejected[]
  /** What addresses by a target's id stand for, where it is known: slot and image of a picture that leaves. */
  names: { [address: Address]: string }
  diagnostics: Diagnostic[]
}
