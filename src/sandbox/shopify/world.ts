import type { Clock } from '../../model/clock.ts'
import type { Domain } from './domain.ts'
import { Bucket } from './http/bucket.ts'
import { Tokens } from './http/tokens.ts'
import type { Journal, SimCall } from './journal.ts'
import type { ShopifySimSettings } from './options.ts'
import type { Store } from './store/store.ts'

/** Everything behind one simulated shop. */
export interface World {
  settings: ShopifySimSettings
  clock: Clock
  store: Store
  domains: readonly Domain[]
  tokens: Tokens
  bucket: Bucket
  calls: SimCall[]
  journal: Journal[]
  /** Base address of the simulator, without a trailing slash: what its answers link to. */
  url: string
}

/** A shop that nobody has called yet. */
export function newWorld(parts: Pick<World, 'settings' | 'clock' | 'store' | 'domains'>): World {
  return { ...parts, tokens: new Tokens(), bucket: new Bucket(parts.settings), calls: [], journal: [], url: '' }
}
