import { type AmazonSim, startAmazonSim } from './amazon/index.ts'
import { MARKETPLACE_IDS, type MarketplaceCode } from './amazon/marketplaces.ts'
import { OPERATIONS } from './amazon/operations.ts'
import type { AmazonSimOptions } from './amazon/options.ts'
import type { RawCatalogItem } from './amazon/raw.ts'
import { commonBrand } from './amazon/search-index.ts'
import { sampleCatalogue } from './catalogue/index.ts'
import type { AccountSeed } from './plytix/account-seed.ts'
import { type PlytixSim, startPlytixSim } from './plytix/index.ts'
import type { PlytixSimOptions } from './plytix/options.ts'

export interface SandboxOptions {
  /** Size of the sample catalogue; 300 unless told. */
  listings?: number
  /** 1 unless told; the same seed gives the same catalogue. */
  seed?: number
  /** Where everything of the sample is listed, and what may be read; else what `amazon` says, or the items, or US. */
  marketplaces?: readonly MarketplaceCode[]
  /** Amazon's catalogue instead of the sample; the account is then empty unless given. */
  items?: RawCatalogItem[]
  /** The Plytix account instead of the sample's. */
  account?: AccountSeed
  /** Plytix takes this port and the next, Amazon the one after; any free ones unless told. */
  port?: number
  plytix?: PlytixSimOptions
  amazon?: AmazonSimOptions
}

export interface Sandbox {
  plytix: PlytixSim
  amazon: AmazonSim
  /** What to put into `source.amazon.brands`. */
  brand: string
  /** What sync.yaml says to read it. */
  example: string[]
  /** The environment in which the program talks to the simulators. */
  env: { [name: string]: string }
  close(): Promise<void>
}

/** Far above a real account's, so that trying things out takes seconds. */
const GENEROUS_PLYTIX = {
  limits: [
    { limit: 600, window_size: 10 },
    { limit: 50_000, window_size: 3600 },
  ],
}
const BUCKET = { rate: 20, burst: 20 }
const GENEROUS_AMAZON = { limits: Object.fromEntries(OPERATIONS.map((operation) => [operation, BUCKET])) }

/**
 * Starts both simulators with the sample catalogue, or with what is given. @throws ConfigError for an account that
 * contradicts itself.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = worldOf(options)
  const ports = options.port === undefined ? null : { port: options.port, authPort: options.port + 1 }
  const plytix = await startPlytixSim({ ...GENEROUS_PLYTIX, ...options.plytix, ...ports })
  try {
    plytix.store.seed(world.account)
    const amazon = await startAmazon(options, world)
    const close = async () => {
      await Promise.all([plytix.close(), amazon.close()])
    }
    const { brand } = world
    return { plytix, amazon, brand, example: exampleFor(world), env: environmentOf(plytix, amazon), close }
  } catch (error) {
    await plytix.close()
    throw error
  }
}

function exampleFor({ brand, marketplaces }: World): string[] {
  const codes = marketplaces.join(', ')
  return ['source:', '  amazon:', `    marketplace: [${codes}]`, `    brands: [${JSON.stringify(brand)}]`]
}

function startAmazon({ amazon, port }: SandboxOptions, { items, rolledUp, marketplaces }: World): Promise<AmazonSim> {
  const at = port === undefined ? {} : { port: port + 2 }
  const marketplace = [...marketplaces]
  return startAmazonSim({ ...GENEROUS_AMAZON, rolledUp, ...amazon, ...at, items, marketplace })
}

interface World {
  items: RawCatalogItem[]
  account: AccountSeed
  brand: string
  rolledUp: string[]
  marketplaces: readonly MarketplaceCode[]
}

function worldOf({ items, account, listings = 300, seed = 1, ...options }: SandboxOptions): World {
  const told = options.marketplaces ?? (options.amazon?.marketplace && [options.amazon.marketplace].flat())
  if (items) {
    const marketplaces = told ?? marketplacesOf(items)
    return { items, account: account ?? {}, brand: commonBrand(items), rolledUp: [], marketplaces }
  }
  const marketplaces = told ?? ['US']
  const sample = sampleCatalogue({ listings, seed, ...(told ? { marketplaces } : {}) })
  return { ...sample, account: account ?? sample.account, marketplaces }
}

/** Those that the items say anything of. */
function marketplacesOf(items: RawCatalogItem[]): MarketplaceCode[] {
  const named = new Set(items.flatMap(({ summaries = [] }) => summaries.map(({ marketplaceId }) => marketplaceId)))
  const codes = Object.keys(MARKETPLACE_IDS) as MarketplaceCode[]
  const found = codes.filter((code) => named.has(MARKETPLACE_IDS[code]))
  return found.length > 0 ? found : ['US']
}

function environmentOf({ url, authUrl, options: plytix }: PlytixSim, { lwaUrl, ...amazon }: AmazonSim) {
  return {
    PLYTIX_API_KEY: plytix.apiKey,
    PLYTIX_API_PASSWORD: plytix.apiPassword,
    PLYTIX_API_URL: url,
    PLYTIX_AUTH_URL: authUrl,
    SP_API_CLIENT_ID: amazon.options.clientId,
    SP_API_CLIENT_SECRET: amazon.options.clientSecret,
    SP_API_REFRESH_TOKEN: amazon.options.refreshToken,
    SP_API_URL: amazon.url,
    SP_API_LWA_URL: lwaUrl,
  }
}
