import { type AmazonSim, startAmazonSim } from './amazon/index.ts'
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
    return { plytix, amazon, brand, example: exampleFor(brand), env: environmentOf(plytix, amazon), close }
  } catch (error) {
    await plytix.close()
    throw error
  }
}

function exampleFor(brand: string): string[] {
  return ['source:', '  amazon:', '    marketplace: [US]', `    brands: [${JSON.stringify(brand)}]`]
}

function startAmazon({ amazon, port }: SandboxOptions, { items, rolledUp }: World): Promise<AmazonSim> {
  const at = port === undefined ? {} : { port: port + 2 }
  return startAmazonSim({ ...GENEROUS_AMAZON, rolledUp, ...amazon, ...at, items })
}

interface World {
  items: RawCatalogItem[]
  account: AccountSeed
  brand: string
  rolledUp: string[]
}

function worldOf({ items, account, listings = 300, seed = 1 }: SandboxOptions): World {
  if (items) return { items, account: account ?? {}, brand: commonBrand(items), rolledUp: [] }
  const sample = sampleCatalogue({ listings, seed })
  return { ...sample, account: account ?? sample.account }
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
