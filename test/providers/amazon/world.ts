import type { Clock } from '../../../src/model/clock.ts'
import type { Json } from '../../../src/model/json.ts'
import type { Memo, Source, SourceContext } from '../../../src/model/source.ts'
import type { AmazonCredentials } from '../../../src/providers/amazon/credentials.ts'
import { createAmazonSource } from '../../../src/providers/amazon/source.ts'
import type { AmazonRequest } from '../../../src/providers/amazon/wants.ts'
import { type AmazonSim, startAmazonSim } from '../../../src/sandbox/amazon/index.ts'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import type { RawCatalogItem } from '../../../src/sandbox/amazon/raw.ts'
import { amazonRequest } from '../../support/providers.ts'

export const US = 'ATVPDKIKX0DER'

/** A clock that jumps over every wait, and remembers them. */
export interface LeapingClock extends Clock {
  readonly waits: number[]
  leap(milliseconds: number): void
}

export function leapingClock(start = Date.UTC(2026, 10, 21, 3)): LeapingClock {
  let now = start
  const waits: number[] = []
  return {
    waits,
    now: () => now,
    leap(milliseconds) {
      now += milliseconds
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted()
      waits.push(milliseconds)
      now += milliseconds
    },
  }
}

interface BootFields {
  brand?: string | null
  parents?: string[]
  children?: string[]
  name?: string
}

/** A boot as Amazon answers it. */
export function boot(asin: string, { brand = 'Twisted X', parents, children, name }: BootFields = {}): RawCatalogItem {
  const type = 'VARIATION'
  const relationships = [
    ...(parents ? [{ type, parentAsins: parents, variationTheme: { theme: 'SIZE_NAME' } }] : []),
    ...(children ? [{ type, childAsins: children, variationTheme: { theme: 'SIZE_NAME' } }] : []),
  ]
  return {
    asin,
    summaries: [
      { marketplaceId: US, itemName: name ?? `Twisted X Boot ${asin}`, ...(brand === null ? {} : { brand }) },
    ],
    attributes: { bullet_point: [{ value: 'Leather.', marketplace_id: US }] },
    identifiers: [{ marketplaceId: US, identifiers: [] }],
    images: [{ marketplaceId: US, images: [] }],
    productTypes: [{ marketplaceId: US, productType: 'BOOT' }],
    relationships: [{ marketplaceId: US, relationships }],
  }
}

/** So many boots, B000000001 and so on. */
export function boots(count: number, fields: BootFields = {}): RawCatalogItem[] {
  return Array.from({ length: count }, (_, index) => boot(`B${String(index + 1).padStart(9, '0')}`, fields))
}

export interface World {
  amazon: AmazonSim
  source: Source
  clock: LeapingClock
  /** Waits that were told of when they began, as seconds and reason. */
  said: string[]
  read(changes?: Partial<AmazonRequest>, context?: Partial<SourceContext>): ReturnType<Source['read']>
  close(): Promise<void>
}

/** A context that knows nothing from before and keeps nothing for later. */
export function bareContext(): SourceContext {
  return {
    progress: () => {},
    memo: memoInMemory(),
    gtins: async () => [],
    spellings: {},
    neighbours: [],
    before: async () => null,
  }
}

function memoInMemory(): Memo {
  const kept = new Map<string, Json>()
  return { recall: (key) => kept.get(key), keep: (key, value) => void kept.set(key, value) }
}

/** The simulator with these items and a source that reads it; both live by the same clock. */
export async function openWorld(items: RawCatalogItem[], options: AmazonSimOptions = {}): Promise<World> {
  const clock = leapingClock()
  const said: string[] = []
  const amazon = await startAmazonSim({ ...options, items, clock })
  const source = createAmazonSource({
    credentials: credentialsFor(amazon),
    clock,
    random: () => 0.5,
    userAgent: 'test/1',
    onWait: (seconds, reason) => said.push(`${seconds} ${reason}`),
    // A clock that leaps cannot tell calls apart that are on their way at once.
    sideBySide: 1,
  })
  const request: AmazonRequest = {
    marketplace: 'US',
    brands: [{ name: 'Twisted X', aliases: [] }],
    asins: [],
    includeParents: true,
    limit: null,
  }
  return {
    amazon,
    source,
    clock,
    said,
    read: (changes = {}, context = {}) =>
      source.read(
        amazonRequest({ ...request, ...changes }),
        { ...bareContext(), ...context },
        new AbortController().signal,
      ),
    close: () => amazon.close(),
  }
}

function credentialsFor({ url, lwaUrl, options }: AmazonSim): AmazonCredentials {
  const { clientId, clientSecret, refreshToken } = options
  return { clientId, clientSecret, refreshToken, apiUrl: url, lwaUrl }
}
