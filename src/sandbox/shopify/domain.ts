import type { Clock } from '../../model/clock.ts'
import type { FaultPicker } from '../fault-picker.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import type { Strikable } from './faults/match.ts'
import type { ShopifyFault } from './faults/options.ts'
import type { Bucket } from './http/bucket.ts'
import type { Tokens } from './http/tokens.ts'
import type { Journal, SimCall } from './journal.ts'
import type { ShopifySimSettings } from './options.ts'
import type { Filters } from './search/filters.ts'
import type { Product, Variant } from './store/records.ts'
import type { Documents } from './store/search-index.ts'
import type { Store } from './store/store.ts'

/** Arguments are as `graphql` coerced them: defaults filled in, ids known to be well-formed. */
export type Resolver = { resolve(source: unknown, args: object, call: Call): unknown }['resolve']

/**
 * A part of the API: one folder whose `index.ts` exports one `Domain`, and one line in `domains.ts`.
 *
 * - Its schema is text of its own. `extend type QueryRoot`, `extend type Mutation` and `extend type Product` add to
 *   what other domains have; `@since(version: "2026-04")` and `@until(version: "2026-04")` on a field, an argument or an
 *   input field say in which versions it is there. What the real schema lacks must not be there
 *   (`test/sandbox/shopify/schema.test.ts`).
 * - Records carry `__typename`, so that interfaces and unions need no resolver, and an `id` by `store.newId`. Fields
 *   without a resolver are read from the record. State of the domain: `store.part(makeIt)`.
 * - Resolvers throw `apiError` for what stands in top-level `errors`, and return `userErrors` for all else. Nothing is
 *   changed before everything is checked. Mutations are journalled and their records searchable without further ado
 *   when they were told by `store.touch(record)`.
 */
export interface Domain {
  sdl: string
  resolvers: { [type: string]: { [field: string]: Resolver } }
  /**
   * Points by `Type.field` where they are not those of the rules (`query/cost.ts`). A function gets the arguments and
   * gives what the field costs itself, without what is selected in it.
   */
  costs?: { [field: string]: number | ((args: object) => number) }
  /** The scope that a root field needs, by `QueryRoot.field` or `Mutation.field`. */
  scopes?: { [field: string]: string }
  /** Longest list by `InputType.field` or `rootField.argument`, where it is not 250. */
  listLimits?: { [field: string]: number }
  /** Fields of `ProductSetInput`, `ProductCreateInput` and `ProductUpdateInput` that this domain checks and writes. */
  productInput?: { [field: string]: InputPart }
  /** Fields of `ProductVariantSetInput` and `ProductVariantsBulkInput` that this domain checks and writes. */
  variantInput?: { [field: string]: VariantPart }
  /** Called before a product goes, for what the domain keeps of it. */
  productDeleted?: (store: Store, product: Product) => void
  /** What searches know of a kind of record, by `__typename`; several domains may add to one kind. */
  documents?: Documents<Store>
  /** By what a kind of record is searched: the fields of its documents. */
  filters?: Filters
  /** Other addresses than those of the API: uploads, files, results. The first that answers wins. */
  routes?: readonly Route[]
}

/** `null`: not its address. */
export type Route = (world: World, request: SimRequest) => SimResponse | null

/** Everything behind one simulated shop. */
export interface World {
  settings: ShopifySimSettings
  clock: Clock
  store: Store
  domains: readonly Domain[]
  tokens: Tokens
  bucket: Bucket
  faults: FaultPicker<ShopifyFault, Strikable>
  calls: SimCall[]
  journal: Journal[]
  /** Base address of the simulator, without a trailing slash: what its answers link to. */
  url: string
}

/** What a search says about itself beside its answer. */
export interface SearchNote {
  path: string[]
  query: string
  warnings: { field: string; message: string; code: string }[]
}

/** One request that is being executed: the context of all resolvers. */
export interface Call {
  world: World
  store: Store
  settings: ShopifySimSettings
  /** The version that serves it, such as `2026-07`. */
  version: string
  /** The app that the token belongs to; a number. */
  appId: string
  /** Scopes of the token. */
  scopes: ReadonlySet<string>
  /** Directives of the root field of a mutation, with their arguments, such as `idempotent`. */
  directives: { [name: string]: { [argument: string]: unknown } }
  /** Goes into `extensions.search`. */
  searches: SearchNote[]
  /** Of a bulk operation: connections are whole, without pages. */
  bulk?: boolean
}

/** `field`: where in the arguments of the mutation. `code`: of the enum of the mutation's errors, if there is one. */
export interface UserError {
  field: string[] | null
  message: string
  code?: string | null
}

/** One input field of a product or of one of its variants, as another domain takes part in `productSet`. */
export interface PartInput {
  call: Call
  /** In `productSet` a list replaces the whole; in the others it adds. */
  mutation: 'productSet' | 'productCreate' | 'productUpdate' | 'productVariantsBulkCreate' | 'productVariantsBulkUpdate'
  /** All that was given, of which the value is one field. */
  input: object
  /** What was given; `null` when the client gave `null`. */
  value: unknown
  /** Where it stands in the arguments. */
  path: string[]
  /** As it is now; `null`: it is being made. */
  product: Product | null
}

/** Checks what was given and changes nothing; `write` is called when nothing else of the input is wrong either. */
export type InputPart = (input: PartInput) => { errors: readonly UserError[]; write(product: Product): void }

/** The same for a variant: `variant` is `null` while it is being made. */
export type VariantPart = (input: PartInput & { variant: Variant | null }) => {
  errors: readonly UserError[]
  write(variant: Variant): void
}
