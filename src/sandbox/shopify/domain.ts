import type { SimRequest, SimResponse } from '../http.ts'
import type { Call } from './call.ts'
import type { InputPart, VariantPart } from './input-part.ts'
import type { Product } from './store/records.ts'
import type { Documents } from './store/search-index.ts'
import type { Store } from './store/store.ts'
import type { World } from './world.ts'

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
  /** Longest list by `InputType.field` or `Mutation.argument`, where it is not 250. */
  listLimits?: { [field: string]: number }
  /** Fields of `ProductSetInput`, `ProductCreateInput` and `ProductUpdateInput` that this domain checks and writes. */
  productInput?: { [field: string]: InputPart }
  /** Fields of `ProductVariantSetInput` and `ProductVariantsBulkInput` that this domain checks and writes. */
  variantInput?: { [field: string]: VariantPart }
  /** Called before a product goes, for what the domain keeps of it. */
  productDeleted?: (store: Store, product: Product) => void
  /** What searches know of a kind of record, by `__typename`: without one it cannot be searched. */
  documents?: Documents
  /** Other addresses than those of the API: uploads, files, results. The first that answers wins. */
  routes?: readonly Route[]
}

/** `null`: not its address. */
export type Route = (world: World, request: SimRequest) => SimResponse | null
