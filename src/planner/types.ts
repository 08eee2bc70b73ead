import type { Baseline } from '../model/baseline.ts'
import type { Compared } from '../model/compared.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Item } from '../model/item.ts'
import type { Digest } from '../model/json.ts'
import type { Keys } from '../model/keys.ts'
import type { LiveResource, LiveState } from '../model/live.ts'
import type { Disagreement } from '../model/match-report.ts'
import type {
  Address,
  Ambiguous,
  BaselineImage,
  Blocked,
  Conflict,
  Drift,
  Gone,
  Guard,
  GuardCode,
  LeftOut,
  Operation,
  Overwrite,
  PlanSelection,
  Stale,
  Unmatched,
} from '../model/plan.ts'
import type { MatchCounts, PlanSummary } from '../model/plan-figures.ts'
import type { Quality, QualitySpec, Rejected } from '../model/quality.ts'
import type { Memory } from '../model/run.ts'
import type { AttributeSpec, Override, Settings } from '../model/settings.ts'
import type { SourceFacts, SourceItems } from '../model/source.ts'
import type { TargetTraits } from '../model/target.ts'

/** What earlier exports say of a resource whose item the newest lacks. */
export interface Absence {
  /** When the oldest of the exports in a row that lack it began; `null`: only the newest lacks it. */
  since: string | null
  /** True when one of them is at least a day older than the newest. */
  confirmed: boolean
  /** Why it is not, as the rest of a sentence. */
  why?: string
}

/** Everything a plan is made of. Plain values: no network, no clock, no disk. */
export interface PlanInput {
  settings: Settings
  attributes: AttributeSpec[]
  /** Rules of what is written within a resource, such as the variants of a product. */
  variants: AttributeSpec[]
  overrides: Override[]
  /** What items must hold to be planned; absent: nothing says. */
  quality?: QualitySpec
  sources: SourceItems[]
  /** The sources of the workspace, with the shops that are read of each. */
  shops: { facts: SourceFacts; shops: string[] }[]
  keys: Keys
  live: LiveState
  traits: TargetTraits
  selection: PlanSelection
  /** Guards that the person who plans has lifted. */
  allow: ReadonlySet<GuardCode>
  /** Keys of what the sources list, where one item alone does not tell; absent: the keys of all items. */
  spoken?: ReadonlySet<string>
  /** What earlier runs left behind here. */
  memory: { readonly [what in keyof Memory]: ReadonlySet<string> }
  /** Of what the exports lack, as far as earlier exports were looked at. */
  absences?: ReadonlyMap<Address, Absence>
  /** Resources that may be deleted, with all that they hold: what this workspace does not manage is lost as well. */
  entire?: ReadonlyMap<Address, LiveResource>
  digest: Digest
}

/** What a plan says, before it is put into a file with its cost, its time and its id. */
export interface PlanContents {
  operations: Operation[]
  blocked: Blocked[]
  drift: Drift[]
  conflicts: Conflict[]
  overwrites: Overwrite[]
  unmatched: Unmatched[]
  ambiguous: Ambiguous[]
  gone: Gone[]
  stale: Stale[]
  /** Items that are not planned, and how good all of them are; absent where nothing says what they must hold. */
  rejected?: Rejected[]
  quality?: Quality
  compared?: Compared
  guards: Guard[]
  diagnostics: Diagnostic[]
  summary: PlanSummary
  matches: MatchCounts
  left_out: LeftOut
  names: { [address: Address]: string }
  population: { owned: number; canonical: number; foreign: number }
}

/** A product of this workspace as the target holds it. */
export interface Owned {
  live: LiveResource
  /** `null` when there is none that can be believed. */
  baseline: Baseline | null
}

/** Where the product of a listing stands instead of under its SKU. */
export interface Elsewhere {
  live: LiveResource
  baseline: Baseline
}

/** A canonical product that something about a listing names. */
export interface Candidate {
  sku: string
  method: string
  /** What the listing says, as given. */
  value: string
  /** What the canonical product says, as given. */
  canonicalValue: string
  guess?: true
}

/** Of many candidates and the like only the first are kept; `more` counts the others. */
export type Match =
  | ({ status: 'matched'; disagreed: Disagreement[]; more?: number } & Candidate)
  | { status: 'none' }
  | { status: 'unmatched'; code: string; message: string; near: string[]; more?: number }
  | { status: 'ambiguous'; code: string; candidates: { sku: string; method: string; value: string }[]; more?: number }

/** Who says something about a resource, and how early it counts. */
export interface Voice {
  source: string
  rank: number
}

/** One listing on its way to a product. */
export interface Listing {
  item: Item
  /** How its source is read. */
  facts: SourceFacts
  key: string
  address: Address
  override: Override | null
  match: Match
  /** Where several listings become one resource: those that speak for it after this one, in order. */
  also?: Listing[]
  /** Its source and its place in the order of the workspace, where others speak for the resource as well. */
  voice?: Voice
  /** Places that speak for it as well, and whose word is not known this time. */
  unheard?: Voice[]
  /** What it belongs to: addresses, by the fields that refer to them. */
  belongs?: { [path: string]: Address }
}

/** One picture as a product should show it. */
export interface DesiredImage {
  slot: string
  /** The source's id of the picture. */
  image: string
  main: boolean
  filename: string
  url: string
  address: Address
  /** The id of the operation that uploads it. */
  upload: string
  /** An override lets it stand in for the main one. */
  chosen?: true
  /** As a baseline remembers it. */
  written: BaselineImage
}

/** What matching looks at. */
export type Matchable = Pick<Listing, 'item' | 'override'>
