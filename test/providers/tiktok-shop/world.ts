import type { Clock } from '../../../src/model/clock.ts'
import type { ItemFields } from '../../../src/model/item.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import type { LogFields } from '../../../src/model/log.ts'
import { FORGETFUL, type QuotaMemory } from '../../../src/model/quota.ts'
import type { Memo, Source, SourceContext, SourceRequest } from '../../../src/model/source.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import type { LineContext, LineSettings } from '../../../src/providers/tiktok-shop/line.ts'
import { createTikTokShopSource } from '../../../src/providers/tiktok-shop/source.ts'
import { ask } from '../../../src/providers/tiktok-shop/wants.ts'
import { startTikTokSim, type TikTokSim } from '../../../src/sandbox/tiktok-shop/index.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import type { SimProduct, SimSku } from '../../../src/sandbox/tiktok-shop/product.ts'
import { whileLocked } from '../../../src/state/sqlite/process-lock.ts'
import { FileTokens } from '../../../src/state/tokens/index.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { leapingClock } from '../amazon/world.ts'

const FIRST_ID = 1_729_592_969_712_207_000n
/** 2026-01-01, in seconds. */
export const NEW_YEAR = 1_767_225_600

/** The id of the so many-th product. */
export function productId(number: number): string {
  return String(FIRST_ID + BigInt(number) * 100n)
}

interface Changes extends Partial<Omit<SimProduct, 'skus'>> {
  /** The sizes that it comes in; none: it has no variations. */
  sizes?: string[]
  sku?: Partial<SimSku>
}

/** A product as a seller in Indonesia has it. */
export function product(number: number, { sizes = [], sku = {}, ...changes }: Changes = {}): SimProduct {
  const id = productId(number)
  const made = NEW_YEAR - number * 60
  const options = sizes.length === 0 ? [[]] : sizes.map((value) => [{ name: 'Ukuran', value }])
  return {
    id,
    title: `Kaos ${number}`,
    description: '<p>Bahan katun.</p>',
    status: 'ACTIVATE',
    create_time: made,
    update_time: made + 30,
    categories: [
      { id: '851848', name: 'Pakaian' },
      { id: '853000', name: 'Kaos' },
    ],
    images: [{ uri: `tos-alisg-i-aphluv4xwc-sg/${number}a` }, { uri: 'tos-alisg-i-aphluv4xwc-sg/size-chart' }],
    weight: { value: '0.25', unit: 'KILOGRAM' },
    skus: options.map((differs, index) => ({
      id: String(BigInt(id) + BigInt(index) + 1n),
      seller_sku: `KAOS-${number}${sizes[index] === undefined ? '' : `-${sizes[index]}`}`,
      price: '72000',
      currency: 'IDR',
      stock: [{ warehouse_id: '7270000000000000003', quantity: 10 + index }],
      options: differs,
      ...sku,
    })),
    ...changes,
  }
}

/** So many products, every third of them in two sizes. */
export function products(count: number): SimProduct[] {
  return Array.from({ length: count }, (_, number) => product(number, number % 3 === 1 ? { sizes: ['M', 'L'] } : {}))
}

export interface WorldOptions {
  /** What `sync.yaml` says besides the region. */
  settings?: { statuses?: string[]; calls_per_day?: number | null; region?: string }
  /** Variables besides the credentials of the simulator. */
  values?: { [name: string]: string | null }
  clock?: Clock
  quota?: QuotaMemory
  /** Folder of the token file; one of its own unless told. */
  folder?: string
  sim?: TikTokSim
  /** Most results of one search, as the source knows it. */
  cap?: number
}

export interface World {
  sim: TikTokSim
  source: Source
  request: SourceRequest
  context: LineContext
  settings: LineSettings
  /** Every line of the log, as it leaves. */
  log: string[]
  /** Waits that were told of. */
  said: string[]
  read(context?: Partial<SourceContext>, changes?: Partial<SourceRequest>): ReturnType<Source['read']>
  close(): Promise<void>
}

export function memoOf(kept = new Map<string, Json>()): Memo & { kept: Map<string, Json> } {
  return { kept, recall: (key) => kept.get(key), keep: (key, value) => void kept.set(key, value) }
}

export function beforeOf(items: ItemFields[]): () => Promise<ReadonlyMap<string, ItemFields>> {
  const exported = JSON.parse(JSON.stringify(items)) as ItemFields[]
  return async () => new Map(exported.map((fields) => [String(fields.asin), fields]))
}

const READ: SourceContext = {
  progress: () => undefined,
  memo: memoOf(),
  gtins: async () => [],
  spellings: {},
  neighbours: [],
  before: async () => null,
}

/** The simulator with these products and a source that reads it; both live by the same clock unless told. */
export async function openWorld(
  wares: SimProduct[],
  simOptions: TikTokSimOptions = {},
  { settings: given = {}, values = {}, clock = leapingClock(NEW_YEAR * 1000), ...options }: WorldOptions = {},
): Promise<World> {
  const sim =
    options.sim ?? (await startTikTokSim({ clock, rate: { rate: 1000, burst: 1000 }, ...simOptions, products: wares }))
  const { log, said, context } = contextFor(sim, { values, clock, ...options })
  const { region = 'ID', statuses = ['ACTIVATE', 'SELLER_DEACTIVATED'], calls_per_day = null } = given
  const settings: LineSettings = {
    options: { region, statuses, calls_per_day } as JsonObject,
    account: null,
    shops: [region],
  }
  const { cap } = options
  const source = createTikTokShopSource({ settings, ...context, ...(cap === undefined ? {} : { cap }) })
  const request: SourceRequest = { shop: region, limit: null, ...ask(settings, null) }
  return {
    ...{ sim, source, request, context, settings, log, said },
    read: (changed = {}, changes = {}) =>
      source.read({ ...request, ...changes }, { ...READ, memo: memoOf(), ...changed }, new AbortController().signal),
    close: () => sim.close(),
  }
}

type Given = Required<Pick<WorldOptions, 'values' | 'clock'>> & Pick<WorldOptions, 'quota' | 'folder'>

function contextFor(sim: TikTokSim, { values, clock, quota = FORGETFUL, folder = temporaryFolder() }: Given) {
  const [log, said]: [string[], string[]] = [[], []]
  const secrets = createSecrets()
  const write = (_level: string, event: string, fields: LogFields = {}): void => {
    log.push(`${event} ${JSON.stringify(fields)}`)
  }
  const logger = { write, keeps: () => true, part: () => logger, bind: () => undefined }
  const { appKey, appSecret, accessToken, refreshToken } = sim.options
  const context: LineContext = {
    values: {
      TIKTOK_SHOP_APP_KEY: appKey,
      TIKTOK_SHOP_APP_SECRET: appSecret,
      TIKTOK_SHOP_CIPHER: null,
      TIKTOK_SHOP_ACCESS_TOKEN: accessToken,
      TIKTOK_SHOP_REFRESH_TOKEN: refreshToken,
      TIKTOK_SHOP_API_URL: sim.url,
      TIKTOK_SHOP_AUTH_URL: sim.authUrl,
      ...values,
    },
    ...{ clock, random: () => 0.5, share: 1, quota, secrets, log: logger },
    onWait: (seconds, reason) => said.push(`${seconds} ${reason}`),
    tokens: new FileTokens({ folder, exclusively: whileLocked, clock, log: logger, secrets, onOpen: () => undefined }),
  }
  return { log, said, context }
}
