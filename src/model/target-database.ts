/** Steps of its schema by name, in their order. */
export interface Migrated {
  /** All that are in force. */
  applied: string[]
  /** What sync db up would apply. */
  pending: string[]
}

export interface Reverted {
  /** What was taken back by this very call. */
  reverted: string[]
  pending: string[]
}

/** What to look for; all of it has to hold. */
export interface FindQuery {
  /** Words that are all in the name, whole and in any case. */
  name?: string
  /** Of a product or one of its variants, exactly. */
  sku?: string
  gtin?: string
  status?: string
  syncStatus?: string
  /** Products shown at most. */
  limit: number
}

export interface FoundVariant {
  variant_sku: string
  gtin: string | null
  /** A decimal as text. */
  price: string | null
  stock: number | null
}

export interface FoundProduct {
  master_sku: string
  name: string
  status: string
  gtin: string | null
  variants: FoundVariant[]
}

export interface Found {
  /** In the order of their SKUs, no more than were asked for. */
  products: FoundProduct[]
  /** How many there are in all. */
  total: number
}

/** The database behind a target, for those who look after it. */
export interface TargetDatabase {
  /** Changes nothing. @throws ConfigError when the schema is not what this program made @throws ProviderError */
  status(signal: AbortSignal): Promise<Migrated>
  /** Brings the schema up to date; two at the same time wait for one another. @throws ConfigError @throws ProviderError */
  up(signal: AbortSignal): Promise<Migrated>
  /** Takes the newest step back. @throws ConfigError `data-loss` with the number of rows that would go, unless that is allowed */
  down(allowDataLoss: boolean, signal: AbortSignal): Promise<Reverted>
  /** Looks in the indexes of the catalogue. @throws ProviderError */
  find(query: FindQuery, signal: AbortSignal): Promise<Found>
  close(): Promise<void>
}
