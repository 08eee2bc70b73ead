import type { JsonObject } from '../../model/json.ts'

/** A call of the API: its path holds the version, which is pinned for each. */
export interface ApiCall {
  /** For people and the log, such as `search products`. */
  operation: string
  /** As TikTok's documents call it. */
  endpoint: string
  method: 'GET' | 'POST'
  path: string
  /** Told in the log; what is signed along with it comes from the client. */
  query?: { readonly [name: string]: string }
  /** Never empty: libraries sign an empty object in two ways (contract, 2). */
  body?: JsonObject
  /** The shop that is asked about; absent where the API refuses it. */
  cipher?: string
}
