import type { SimHandler } from '../http.ts'
import { listen } from '../listen.ts'
import { scaledClock } from '../sim-clock.ts'
import type { World } from './domain.ts'
import { DOMAINS } from './domains.ts'
import { gateway } from './http/gateway.ts'
import type { Journal, SimCall } from './journal.ts'
import { clockOf, type ShopifySimOptions, type ShopifySimSettings, withDefaults } from './options.ts'
import { type Person, personIn } from './people/person.ts'
import { documentsOf } from './search/index.ts'
import { Store } from './store/store.ts'
import { newWorld } from './world.ts'

export type { ShopifySimOptions }

/** The shop itself, wherever its calls come from. */
export interface ShopifySimCore {
  readonly answer: SimHandler
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
  /** Somebody who works in the shop; of their work nothing is counted. */
  readonly person: Person
}

export interface ShopifySim extends ShopifySimCore {
  close(): Promise<void>
}

/** A shop and its Admin API on a loopback port. */
export async function startShopifySim(options: ShopifySimOptions = {}): Promise<ShopifySim> {
  let core: ShopifySimCore | null = null
  // Nobody knows the address before there is somebody to answer.
  const listening = await listen((request) => (core as ShopifySimCore).answer(request), { port: options.port ?? 0 })
  core = createShopifySim(options, listening.url)
  return { ...core, close: listening.close }
}

/** The same without a server of its own; `url`: where it is reached, which its answers link to. */
export function createShopifySim(options: ShopifySimOptions, url: string): ShopifySimCore {
  const settings = withDefaults(options)
  const clock = scaledClock(clockOf(options), options.clockScale ?? 1)
  const documents = documentsOf(DOMAINS)
  const world = newWorld({ settings, clock, store: new Store(clock, settings, documents), domains: DOMAINS })
  world.url = url
  return coreOf(world)
}

function coreOf(world: World): ShopifySimCore {
  const { url, store, calls, journal, settings, tokens } = world
  return {
    ...{ url, store, calls, journal },
    answer: gateway(world),
    person: personIn(world),
    options: settings,
    resetCalls: () => {
      calls.length = 0
      journal.length = 0
    },
    expireTokens: () => tokens.expire(),
  }
}
