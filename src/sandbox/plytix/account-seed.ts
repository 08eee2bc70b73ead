import { ConfigError } from '../../model/errors.ts'
import type { Json } from '../../model/json.ts'

export interface ProductSeed {
  sku: string
  label?: string | null
  gtin?: string | null
  status?: string
  /** By label; media hold a file name, galleries a list of them. */
  attributes?: { [label: string]: Json }
  /** A file name. */
  thumbnail?: string
  /** A family's name. */
  family?: string
  /** SKU of the parent. */
  parent?: string
}

export interface AttributeSeed {
  name: string
  type_class: string
  options?: string[]
  /** Used by a catalogue, so that it cannot be deleted. */
  in_use?: boolean
}

export interface AssetSeed {
  filename: string
  /** Decides the bytes; absent: they come from the file name. */
  url?: string
  /** Changes and deletion are answered 403. */
  locked?: boolean
}

export interface LinkSeed {
  source: string
  /** Label. */
  relationship: string
  targets: (string | { sku: string; quantity: number })[]
}

/** What an account holds, by names instead of ids; a snapshot has the same form. */
export interface AccountSeed {
  products?: ProductSeed[]
  attributes?: AttributeSeed[]
  relationships?: { name: string }[]
  families?: { name: string; attributes?: string[]; parent_attributes?: string[] }[]
  assets?: AssetSeed[]
  links?: LinkSeed[]
}

/** Ends the work on a seed that contradicts itself. @throws ConfigError */
export function contradiction(what: string): never {
  throw new ConfigError('account-seed', `The account seed ${what}.`)
}
