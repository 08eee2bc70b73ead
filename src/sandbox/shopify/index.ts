import { type Listening, listen } from '../listen.ts'
import { scaledClock } from '../sim-clock.ts'
import type { World } from './domain.ts'
import { DOMAINS } from './domains.ts'
import { gateway } from './http/gateway.ts'
import type { Journal, SimCall } from './journal.ts'
import { clockOf, type ShopifySimOptions, type ShopifySimSettings, withDefaults } from './options.ts'
import { documentsOf } from './search/index.ts'
import { Store } from './store/store.ts'
import { newWorld } from './world.ts'

export type { ShopifySimOptions }

export interface ShopifySim {
  /** The shop's address, without a trailing slash. */
  url: string
  /** The shop behind it: nothing lags here, and nothing is counted. */
  store: Store
  /** Every request since the start or since `resetCalls`. */
  calls: SimCall[]
  /** Every mutation that was executed, in their order. */
  journal: Journal[]
  /** May be changed while it runs. */
  options: ShopifySimSettings
  /** Forgets calls and journal so far. */
  resetCalls(): void
  /** All tokens that were handed out end now. */
  expireTokens(): void
  close(): Promise<void>
}

/** A shop and its Admin API on a loopback port. */
export async function startShopifySim(options: ShopifySimOptions = {}): Promise<ShopifySim> {
  const settings = withDefaults(options)
  const clock = scaledClock(clockOf(options), options.clockScale ?? 1)
  const documents = documentsOf(DOMAINS)
  const world = newWorld({ settings, clock, store: new Store(clock, settings, documents), domains: DOMAINS })
  const listening = await listen(gateway(world), options.port === undefined ? {} : { port: options.port })
  world.url = listening.url
  return simulatorOf(world, listening)
}

function simulatorOf({ store, calls, journal, settings, tokens }: World, { url, close }: Listening): ShopifySim {
  return {
    ...{ url, store, calls, journal, close },
    options: settings,
    resetCalls: () => {
      calls.length = 0
      journal.length = 0
    },
    expireTokens: () => tokens.expire(),
  }
}
