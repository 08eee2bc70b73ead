import type { Source } from '../../model/source.ts'
import { listShops } from './calls.ts'
import { chooseShop } from './choose-shop.ts'
import { credentialsOf } from './credentials.ts'
import { TITLE } from './failure.ts'
import { shopHealth } from './health.ts'
import { type LineContext, type LineSettings, openLine } from './line.ts'
import { Reader } from './read.ts'
import type { TikTokShopRequest } from './wants.ts'

export interface TikTokShopOptions extends LineContext {
  settings: LineSettings
  /** Calls a second; the usual unless told. */
  rate?: number
  /** Most results of one search; what the service gives unless told. */
  cap?: number
}

/** One shop on TikTok Shop, by its Partner API. */
export function createTikTokShopSource({ settings, rate, cap, ...context }: TikTokShopOptions): Source {
  const { clock, secrets, values } = context
  return {
    name: 'tiktok-shop',
    title: TITLE,
    check: ({ requests }, signal) => shopHealth({ requests, settings, context }, signal),
    async read(request, readContext, signal) {
      const { client, remarks } = openLine(settings, context, rate)
      const want = request.want as unknown as TikTokShopRequest
      try {
        signal.throwIfAborted()
        const { cipher } = credentialsOf(values)
        const shop = chooseShop(await listShops(client, signal), { region: want.region, cipher }, secrets)
        const before = await readContext.before()
        const reader = new Reader({
          ...{ client, shop, name: request.shop, want, limit: request.limit },
          ...{ context: readContext, before, clock, signal, ...(cap === undefined ? {} : { cap }) },
        })
        const result = await reader.read()
        return { ...result, diagnostics: [...remarks, ...result.diagnostics] }
      } finally {
        await client.close()
      }
    },
  }
}
