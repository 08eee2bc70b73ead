import type { ShopifySimSettings } from './options.ts'
import type { Store } from './store/store.ts'
import type { World } from './world.ts'

/** What a search says about itself beside its answer. */
export interface SearchNote {
  path: string[]
  query: string
  parsed: string
  warnings: { field: string; message: string }[]
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
  /** Goes into `extensions.search`. */
  searches: SearchNote[]
}
