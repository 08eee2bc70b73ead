import type { CHILD_IDS, ITEM_ID, PARENT_IDS, SHOP, UNLISTED } from './edge-names.ts'
import type { Json } from './json.ts'
import type { Disagreement } from './match-report.ts'
import type { Action, Address, ItemClass, ItemNames, Provenance } from './plan.ts'
import type { Rejected } from './quality.ts'
import type { WriteRule } from './settings.ts'

/** Everything that is known of one listing or canonical product. */
export interface Explanation {
  subject: {
    asked: string
    kind: 'listing' | 'canonical' | typeof UNLISTED
    sku: string
    /** Where the workspace has several sources. */
    source?: string
    [ITEM_ID]: string | null
    [SHOP]: string | null
    address: Address
  }
  found: ExplainedFinding
  match: ExplainedMatch | null
  values: ExplainedValue[]
  links: ExplainedLink[]
  images: ExplainedImage[]
  planned: { id: string; action: Action; status: 'planned' | 'blocked'; reason: string }[]
  /** The same item in further shops, where several have it and none was named. */
  also?: Explanation[]
}

export interface ExplainedFinding {
  /** How far it came: `planned`, or where it was lost. */
  stage:
    | 'planned'
    | 'outside'
    | 'skipped'
    | 'rejected'
    | 'ignored'
    | 'unavailable'
    | 'outranked'
    | 'not-exported'
    | 'gone'
    | 'canonical'
    | 'foreign'
  message: string
  /** The export that holds the listing. */
  export: { [SHOP]: string; exported_at: string; complete: boolean } | null
  class: ItemClass | null
  [PARENT_IDS]: string[]
  [CHILD_IDS]: string[]
  /** `file:line:column` of its override. */
  override: string | null
  /** Which rule of `specs/quality.yaml` rejects it; of stage `rejected` alone. */
  rejected?: Rejected
  /** Its product in the target. */
  live: { id: string; modified: string | null; baseline: boolean } | null
}

export interface ExplainedMatch {
  status: 'matched' | 'none' | 'unmatched' | 'ambiguous'
  canonical_sku: string | null
  method: string | null
  value: string | null
  canonical_value: string | null
  disagreed: Disagreement[]
  guess: boolean
  message: string
  candidates: { sku: string; method: string; value: string }[]
  /** SKUs that it nearly names. */
  near: string[]
  /** How many more than those disagree, could be meant or are near. */
  more?: number
  /** What matching would say without the override. */
  without_override: string | null
  /** Of a canonical product: the listings that belong to it. */
  listings: (ItemNames & { address: Address; method: string; value: string })[]
}

export interface ExplainedValue {
  /** JSON pointer such as `/attributes/color`. */
  field: string
  label: string
  rule: WriteRule
  desired: Json
  provenance: Provenance
  /** What the source says where an override says something else. */
  replaced: { value: Json; provenance: Provenance } | null
  /** What each listing says, in the order of the workspace, where several are one resource. */
  said?: { source: string; [SHOP]: string; id: string; value: Json }[]
  live: Json
  /** `null` when it is not known or nothing was written. */
  last_written: Json
  decision:
    | 'write'
    | 'nothing'
    | 'blocked'
    | 'drift'
    | 'both-moved'
    | 'kept'
    | 'unadopted'
    | 'keep-override'
    | 'with-changes'
}

export interface ExplainedLink {
  relationship: string
  source: string
  target: string
  /** True when the target has it already. */
  live: boolean
  provenance: Provenance
  /** `stale`: this program made it, and it follows from the source no more; `unlink`: and the plan removes it. */
  decision: 'link' | 'nothing' | 'blocked' | 'stale' | 'unlink'
  /** What becomes of one that follows no more, and why. */
  message?: string
}

export interface ExplainedImage {
  slot: string
  image: string
  url: string
  address: Address
  /** The target's id of it, where it has it. */
  asset: string | null
  thumbnail: boolean
  provenance: Provenance
  decision: 'upload' | 'attach' | 'nothing' | 'excluded' | 'kept' | 'unreachable'
}

/** Why there is nothing to explain. */
export interface NotExplained {
  /** At which stage it was lost, in a sentence. */
  message: string
  near: string[]
  /** The shop that was named, when the workspace has no such shop. */
  shop: string | null
}
