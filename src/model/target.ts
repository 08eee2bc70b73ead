import type { Diagnostic } from './diagnostic.ts'
import type { Json, JsonObject } from './json.ts'
import type { LiveDefinitions, LiveProduct, LiveQuery, LiveState, ValueKind } from './live.ts'
import type { Kind, RateWindow } from './plan.ts'

/** What a target is able to hold and how it names things: all that the planner knows about it. */
export interface TargetTraits {
  /** Key in `sync.yaml` and in plans, such as `plytix`. */
  name: string
  /** For people, such as `Plytix`. */
  title: string
  /** What an attribute of each of the target's types holds. A type that is not listed is not known. */
  types: { [type: string]: ValueKind }
  /** Types and names of the attributes that the engine itself needs. */
  gallery: { type: string }
  baseline: { type: string; label: string; name: string }
  /** Types that the product's own fields have, by field name (`label`, `gtin`, `status`). */
  fields: { [field: string]: ValueKind }
  /** Allowed values of own fields that are choices. */
  fieldOptions: { [field: string]: string[] }
  /**
   * Why a field cannot hold a value although its kind can, as the rest of a sentence; `null`: it can. The value is in the
   * form in which it would be written, `null` when it would be cleared. An own field is named in place of a type.
   */
  objection(type: string, value: Json): string | null
  /** The label that the target derives from a name. */
  slug(name: string): string
  /** Most that one object holds. */
  limits: { links_per_source: number; assets_per_product: number; options_per_attribute: number }
  /** Products in one page of a read. */
  page_size: number
  /** Where a person makes a missing definition, such as `Settings > Relationships`. */
  definitionPlace(kind: Kind): string
}

/** One write with every reference resolved to the target's ids. */
export type Write =
  | {
      kind: 'attribute'
      action: 'create'
      label: string
      name: string
      type: string
      options: string[]
      family: string | null
    }
  /** Adds options; the live list is read again just before. */
  | { kind: 'attribute'; action: 'update'; id: string; label: string; options: string[] }
  | { kind: 'relationship'; action: 'create'; label: string; name: string }
  /** Adds attributes to a family, by label; `name` is what the family of that id must be called. */
  | { kind: 'family'; action: 'update'; id: string; name?: string; attributes: string[] }
  | { kind: 'asset'; action: 'upload'; filename: string; url: string }
  /**
   * `volatile`: labels of attributes that differ from run to run, such as a date; a product that already has the SKU is
   * the wanted one whatever it holds there.
   */
  | {
      kind: 'product'
      action: 'create'
      sku: string
      fields: ProductFields
      family: string | null
      volatile?: string[]
      /** A product that has the SKU already and whose baseline names another scope is a conflict. */
      scope?: string
    }
  /** `family` absent: left as it is. */
  | { kind: 'product'; action: 'update'; id: string; sku: string; fields: ProductFields; family?: string }
  /** Adds links from one product; `targets` are product ids that are not linked yet. */
  | { kind: 'link'; action: 'link'; id: string; relationship: { id: string; label: string }; targets: string[] }

/** Fields to write; `null` clears. Gallery values are lists of asset ids, `thumbnail` is an asset id. */
export interface ProductFields {
  label?: string | null
  gtin?: string | null
  status?: string | null
  thumbnail?: string | null
  attributes: JsonObject
}

export type Applied =
  /** Done by this call, and the answer agreed with what was sent. */
  | {
      outcome: 'applied'
      id: string
      modified?: string
      notes: Diagnostic[]
      /** The object of a create was there already, and this call has completed it. */
      existed?: true
    }
  /** The target already held exactly this. */
  | { outcome: 'already'; id: string; notes: Diagnostic[] }
  /** Something else is in the place; nothing was overwritten. */
  | { outcome: 'conflict'; message: string; hint: string }
  /** Refused, or given up after bounded retries. `status` is the HTTP status, 0 when there was no answer. */
  | {
      outcome: 'rejected'
      status: number
      code: string
      message: string
      hint: string
      attempts: number
      /** Id of what was written all the same, only not as it was sent. */
      written?: string
    }

/**
 * The code of a write that was done, and of which the target gives back another text of the baseline than was sent. It
 * would do so with every product, so the run ends.
 */
export const BASELINE_CUT = 'baseline-cut'

/** Attempts, sign-ins apart. */
export interface CallCounts {
  reads: number
  writes: number
  /** Answers that said "too many". */
  throttled: number
  /** Attempts after the first of a call. */
  retried: number
}

export interface Connection {
  /** Names the account in plans and baselines; stable, not secret. */
  account: string
  /** The call windows that the account allows. */
  windows: RateWindow[]
}

/**
 * Where desired values end up. Reads are in bulk; `write` is called once per operation, never twice at once for one
 * product, and must be safe to call again when its outcome is unknown.
 */
export interface Target {
  readonly traits: TargetTraits
  /** Signs in. @throws ProviderError on wrong credentials or an unreachable host. */
  connect(signal: AbortSignal): Promise<Connection>
  /** Reads everything that a plan compares with. Never writes. @throws ProviderError */
  read(query: LiveQuery, signal: AbortSignal): Promise<LiveState>
  /** Reads some products again, in bulk, by exact SKU; absent ones are left out. */
  look(skus: string[], query: LiveQuery, signal: AbortSignal): Promise<LiveProduct[]>
  /** Reads the definitions again, in bulk. @throws ProviderError */
  definitions(query: Pick<LiveQuery, 'family'>, signal: AbortSignal): Promise<LiveDefinitions>
  /**
   * Executes one write. Expected refusals are values. Once the signal aborts, no call leaves that would begin a write, and
   * every long wait ends: the signal's reason is then thrown. What has left is answered first, and what was begun with it
   * is finished where that takes seconds. Whatever is thrown, the outcome of the write is open.
   *
   * @throws ProviderError when the run cannot go on: `outage` (nobody is answered), `credentials` (a new token is refused
   *   too), `budget`
   */
  write(write: Write, signal: AbortSignal): Promise<Applied>
  calls(): CallCounts
  /** At most so many calls from now on; further ones do not leave, and throw a ProviderError `budget`. */
  allow(calls: number): void
  close(): Promise<void>
}
