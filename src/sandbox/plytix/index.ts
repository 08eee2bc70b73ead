import type { SimHandler, SimRequest, SimResponse } from '../http.ts'
import { type Listening, listen } from '../listen.ts'
import { realClock, scaledClock } from '../sim-clock.ts'
import type { AccountSeed } from './account-seed.ts'
import { answerAuth } from './auth.ts'
import { withDefaults } from './default-options.ts'
import { answerApi } from './gateway.ts'
import { countCalls, type SimCall, type SimCounts } from './journal.ts'
import type { PlytixSimOptions, PlytixSimSettings } from './options.ts'
import type { Product } from './records.ts'
import { seedStore } from './seed.ts'
import { snapshotStore } from './snapshot.ts'
import { Store } from './store.ts'
import type { Table } from './table.ts'
import { newWorld, type World } from './world.ts'

export { parseAccountSeed } from './parse-seed.ts'
export type { AccountSeed, PlytixSimOptions }

/** The account behind the simulator, for tests: no call is counted, nothing lags. */
interface PlytixAccount {
  /** @throws ConfigError when the seed contradicts itself. */
  seed(seed: AccountSeed): void
  /** Without ids and times, sorted; of the form of a seed. */
  snapshot(): Required<AccountSeed>
  product(sku: string): Product | undefined
  productCount(): number
  /** Of what there is, in the order of making. */
  ids(): { products: string[]; assets: string[] }
  /** Promised work is done and every write is visible to searches, now. */
  settle(): void
}

export interface PlytixSim {
  /** Without `/api`. */
  url: string
  authUrl: string
  store: PlytixAccount
  /** Every call since the start or the last `resetCounts`. */
  calls: SimCall[]
  /** Writes that came in plan mode. */
  violations: SimCall[]
  counts(): SimCounts
  /** Forgets the calls and violations so far. */
  resetCounts(): void
  options: PlytixSimSettings
  close(): Promise<void>
}

/** A Plytix account on two loopback ports: the API, and the host that hands out tokens. */
export async function startPlytixSim(options: PlytixSimOptions = {}): Promise<PlytixSim> {
  const settings = withDefaults(options)
  const clock = scaledClock(options.clock ?? realClock(), options.clockScale ?? 1)
  const world = newWorld({ settings, clock, store: new Store(clock, settings) })
  const auth = await listen(dated(world, answerAuth), at(options.authPort))
  const api = await listen(dated(world, answerApi), at(options.port)).catch(async (error: unknown) => {
    await auth.close()
    throw error
  })
  return simulatorOf(world, api, auth)
}

/** Answers tell the time by the simulator's clock, with which it stamps what is written. */
function dated(world: World, answer: (world: World, request: SimRequest) => Promise<SimResponse>): SimHandler {
  return async (request) => {
    const response = await answer(world, request)
    return { ...response, headers: { date: new Date(world.clock.now()).toUTCString(), ...response.headers } }
  }
}

function simulatorOf(world: World, api: Listening, auth: Listening): PlytixSim {
  const { calls, violations, settings } = world
  return {
    url: api.url,
    authUrl: auth.url,
    store: accountOf(world),
    calls,
    violations,
    counts: () => countCalls(calls),
    resetCounts: () => {
      calls.length = 0
      violations.length = 0
    },
    options: settings,
    close: async () => {
      await Promise.all([api.close(), auth.close()])
    },
  }
}

function accountOf({ store, settings }: World): PlytixAccount {
  return {
    seed: (seed) => seedStore(store, seed, (url) => settings.fetchAsset(url)?.bytes ?? null),
    snapshot: () => snapshotStore(store),
    product: (sku) => store.productBySku(sku),
    productCount: () => store.products.size,
    ids: () => ({ products: idsIn(store.products), assets: idsIn(store.assets) }),
    settle: () => store.settle(),
  }
}

function idsIn(table: Table<{ readonly id: string }>): string[] {
  return [...table.values()].map(({ id }) => id)
}

function at(port: number | undefined): { port?: number } {
  return port === undefined ? {} : { port }
}
