import type { Source, SourceContext } from '../../model/source.ts'
import { listShops } from './calls.ts'
import { chooseShop } from './choose-shop.ts'
import { credentialsOf } from './credentials.ts'
import type { Before } from './earlier.ts'
import { TITLE } from './failure.ts'
import { shopHealth } from './health.ts'
import { type LineContext, type LineSettings, openLine } from './line.ts'
import { Reader } from './read.ts'
import type { TikTokShopRequest } from './wants.ts'

export interface TikTokShopOptions extends LineContext {
  settings: LineSettings
  /** Calls a second; the usual unless told. */
  rate?: number
}

/** One shop on TikTok Shop, by its Partner API. */
export function createTikTokShopSource({ settings, rate, ...context }: TikTokShopOptions): Source {
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
        const before = await beforeOf(readContext)
        const reader = new Reader({
          ...{ client, shop, name: request.shop, want, limit: request.limit },
          ...{ context: readContext, before, clock, signal },
        })
        const result = await reader.read()
        return { ...result, diagnostics: [...remarks, ...result.diagnostics] }
      } finally {
        await client.close()
      }
    },
  }
}

/** Absent in contexts of earlier versions of the engine. */
async function beforeOf(context: SourceContext & { before?: () => Promise<Before | null> }): Promise<Before | null> {
  return (await context.before?.()) ?? null
}
