import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '../../../src/model/json.ts'
import type { LogFields } from '../../../src/model/log.ts'
import type { Values } from '../../../src/model/provider.ts'
import type { QuotaMemory } from '../../../src/model/quota.ts'
import type { ExportChoice } from '../../../src/model/section.ts'
import type { Source, SourceContext, SourceRequest, SourceResult } from '../../../src/model/source.ts'
import type { Http } from '../../../src/net/http.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import { parse } from '../../../src/providers/shopee/settings.ts'
import type { ShopContext } from '../../../src/providers/shopee/shop-line.ts'
import { createShopeeSource } from '../../../src/providers/shopee/source.ts'
import { ask } from '../../../src/providers/shopee/wants.ts'
import { type ShopeeSim, startShopeeSim } from '../../../src/sandbox/shopee/index.ts'
import type { ShopeeSimOptions } from '../../../src/sandbox/shopee/options.ts'
import type { ShopeeItem } from '../../../src/sandbox/shopee/raw.ts'
import { whileLocked } from '../../../src/state/sqlite/process-lock.ts'
import { FileTokens } from '../../../src/state/tokens/index.ts'
import { contextWith, type KeptMemo, memoOf } from '../../contract/source-fixture.ts'
import { type LeapingClock, leapingClock } from '../amazon/world.ts'

export const SHOP = 14_701_711

export interface WorldOptions extends ShopeeSimOptions {
  items?: ShopeeItem[]
  /** More of what stands under `source.shopee`. */
  section?: JsonObject
  /** Instead of the environment's. */
  values?: Values
  sideBySide?: number
  /** What sources talk over, made of the real one. */
  wrap?: (http: Http) => Http
  http?: Http
}

export interface World {
  sim: ShopeeSim
  clock: LeapingClock
  /** Folder of `tokens.json`. */
  folder: string
  memo: KeptMemo
  /** Everything that the log was told. */
  told: { event: string; fields: LogFields }[]
  quota: QuotaMemory
  /** As another process would open it. */
  open(): Source
  request(choice?: Partial<ExportChoice>): SourceRequest
  read(context?: Partial<SourceContext>, choice?: Partial<ExportChoice>): Promise<SourceResult>
  context: () => ShopContext
  close(): Promise<void>
}

export const never = (): AbortSignal => new AbortController().signal

/** The simulator with these items and a source that reads it; both live by the same clock, the state lies on disk. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { items = [], section = {}, values = {}, sideBySide = 1, http, ...sim } = options
  const clock = leapingClock()
  const folder = mkdtempSync(join(tmpdir(), 'shopee-'))
  const shopee = await startShopeeSim({ clock, ...sim, shops: [{ id: SHOP, items }] })
  const told: World['told'] = []
  const log = logInto(told)
  const quota = quotaInMemory()
  const secrets = createSecrets(shopee.options.partnerKey)
  const all: Values = { ...valuesFor(shopee), ...values }
  const parsed = parse({ shop_id: SHOP, region: 'ID', ...section })
  const context = (): ShopContext => ({
    ...{ values: all, clock, random: () => 0.5, userAgent: 'test/1', share: 1, quota, log, secrets },
    onWait: () => undefined,
    tokens: new FileTokens({ exclusively: whileLocked, folder, clock, log, secrets, onOpen: () => undefined }),
    ...(http && { http }),
  })
  const memo = memoOf()
  const open = (): Source => createShopeeSource({ settings: { options: parsed.options }, sideBySide, ...context() })
  const request = (choice: Partial<ExportChoice> = {}): SourceRequest => {
    const whole = { brands: [], ids: [], relatives: true, codes: true, limit: null, ...choice }
    return { shop: String(SHOP), limit: whole.limit, ...ask({ options: parsed.options }, whole) }
  }
  return {
    ...{ sim: shopee, clock, folder, memo, told, quota, open, request, context },
    read: (changes = {}, choice = {}) => open().read(request(choice), { ...contextWith(memo), ...changes }, never()),
    close: async () => {
      await shopee.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function valuesFor({ url, options }: ShopeeSim): Values {
  return {
    SHOPEE_PARTNER_ID: String(options.partnerId),
    SHOPEE_PARTNER_KEY: options.partnerKey,
    SHOPEE_SHOP_ID: null,
    SHOPEE_ACCESS_TOKEN: options.accessToken,
    SHOPEE_REFRESH_TOKEN: options.refreshToken,
    SHOPEE_API_URL: url,
  }
}

function quotaInMemory(): QuotaMemory {
  const kept = new Map<string, Set<number>>()
  return {
    calls: async (account) => [...(kept.get(account) ?? [])],
    async keepCalls(account, times) {
      kept.set(account, new Set([...(kept.get(account) ?? []), ...times]))
    },
    limits: async () => [],
    keepLimits: async () => undefined,
  }
}

function logInto(told: World['told']): ShopContext['log'] {
  const log: ShopContext['log'] = {
    write: (_level, event, fields = {}) => void told.push({ event, fields }),
    keeps: () => true,
    part: () => log,
    bind: () => undefined,
  }
  return log
}
