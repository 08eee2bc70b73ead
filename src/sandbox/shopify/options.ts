import type { Clock } from '../../model/clock.ts'
import { realClock } from '../sim-clock.ts'
import { BULK_DEFAULTS, type BulkSettings } from './bulk/settings.ts'
import type { ShopifyFault } from './faults/options.ts'
import { FILE_DEFAULTS, type FileSettings } from './files/settings.ts'

/** What the simulated shop is and does; each may be changed while it runs. */
export interface ShopifySimSettings extends FileSettings, BulkSettings {
  shop: { name: string; domain: string; currency: string }
  /** A token of an app made in the shop's admin: without end. */
  accessToken: string
  clientId: string
  clientSecret: string
  /** False: the app may not ask for tokens by its credentials. */
  installed: boolean
  appId: string
  scopes: readonly string[]
  /** Seconds that a token by client credentials lives. */
  tokenTtl: number
  /** Versions that are served, the oldest first. An older one is served by the first of them. */
  versions: readonly string[]
  /** Points per second; the bucket holds twenty times as many unless told. */
  restoreRate: number
  bucket: number
  /** False: the bucket is always full. The cost of each query is told and limited as ever. */
  throttle: boolean
  /** The most that one query may cost. */
  maxCost: number
  /** The most nodes of one page. */
  pageLimit: number
  /** Milliseconds until what was written is found by `query:`. */
  searchDelayMs: number
  /** How many objects of a search, or of a list that is not in the order of ids, can be paged through. */
  searchLimit: number
  /** Milliseconds that promised work takes. */
  asyncMs: number
  /** Milliseconds until `totalInventory` shows what was written. */
  totalInventoryLagMs: number
  /** How `productSet` finds the variant for an entry without id. Not documented. */
  variantMatch: 'options' | 'id'
  /** A write that changes nothing moves `updatedAt`. */
  noopBumps: boolean
  /** What becomes of `descriptionHtml`. */
  html: 'as-is' | 'tidy'
  /** Categories that there are: full names by the end of their ids. */
  taxonomy: { [id: string]: string }
  /** Variants that may be made before the daily limit strikes; null: there is none. */
  variantThrottle: number | null
  /** Milliseconds that every answer takes. */
  latencyMs: number
  faults: readonly ShopifyFault[]
}

export interface ShopifySimOptions extends Partial<ShopifySimSettings> {
  port?: number
  clock?: Clock
  /** How many times faster than the clock the simulator's time runs. */
  clockScale?: number
}

const SCOPES = ['products', 'files', 'inventory', 'publications', 'locations']

/** A few of the many thousand. */
const TAXONOMY = {
  aa: 'Apparel & Accessories',
  'aa-1': 'Apparel & Accessories > Clothing',
  'aa-1-1': 'Apparel & Accessories > Clothing > Activewear',
  'el-4': 'Electronics > Computers',
  'hg-9': 'Home & Garden > Household Appliances',
  'hg-11': 'Home & Garden > Kitchen & Dining',
}

/** What is not given is as with a shop of the standard plan. */
export function withDefaults({ port: _port, clock: _clock, clockScale: _scale, ...options }: ShopifySimOptions) {
  const settings: ShopifySimSettings = {
    shop: { name: 'Sandbox', domain: 'sandbox.myshopify.com', currency: 'USD' },
    accessToken: 'shpat_sandbox',
    clientId: 'sandbox-client',
    clientSecret: 'sandbox-secret',
    installed: true,
    appId: '4242',
    scopes: SCOPES.flatMap((name) => [`read_${name}`, `write_${name}`]),
    tokenTtl: 86_399,
    versions: ['2026-01', '2026-04', '2026-07', '2026-10'],
    restoreRate: 100,
    bucket: 20 * (options.restoreRate ?? 100),
    throttle: true,
    maxCost: 1000,
    pageLimit: 250,
    searchDelayMs: 0,
    searchLimit: 25_000,
    asyncMs: 1000,
    totalInventoryLagMs: 0,
    variantMatch: 'options',
    noopBumps: false,
    html: 'as-is',
    taxonomy: TAXONOMY,
    variantThrottle: null,
    latencyMs: 0,
    ...FILE_DEFAULTS,
    ...BULK_DEFAULTS,
    faults: [],
    ...options,
  }
  return settings
}

export function clockOf({ clock }: ShopifySimOptions): Clock {
  return clock ?? realClock()
}
