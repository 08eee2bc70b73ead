import type { Json } from '../../model/json.ts'
import type { ValueKind } from '../../model/kinds.ts'

/** How a product information manager calls what it holds. */
export interface Dialect {
  name: string
  title: string
  /** What an attribute of each type holds. A type that is not listed is not known. */
  types: { readonly [type: string]: ValueKind }
  /** Type of the attribute that shows pictures. */
  galleryType: string
  baseline: { type: string; label: string; name: string }
  statuses: readonly string[]
  /** The status of what is no longer in use. */
  archived?: string
  /** Why an attribute of a type, or an own field, cannot hold a value although its kind can; `null`: it can. */
  objection(type: string, value: Json): string | null
  /** Where people find things of each kind. */
  places: { readonly [kind: string]: string }
  limits: { links: number; assets: number; options: number }
  /** Products in one page of a read. */
  page: number
}
