import type { SourceSettings } from '../../model/settings.ts'
import type { Source } from '../../model/source.ts'
import { shopHealth } from './health.ts'
import { ShopReader } from './read.ts'
import { MOST, openLine, type ShopContext } from './shop-line.ts'
import type { ShopeeWants } from './wants.ts'

export interface ShopeeOptions extends ShopContext {
  settings: Pick<SourceSettings, 'options'>
  /** Items at once; the tempo of calls decides how many of these are sent. */
  sideBySide?: number
}

/** One shop on Shopee, by its Open Platform API v2. */
export function createShopeeSource({ settings, sideBySide = MOST.atOnce, ...context }: ShopeeOptions): Source {
  const { calls_per_day } = settings.options as unknown as ShopeeWants
  return {
    name: 'shopee',
    title: 'Shopee',
    check: ({ requests }, signal) => shopHealth({ requests, context, callsPerDay: calls_per_day }, signal),
    async read(request, readContext, signal) {
      const { line, client, remarks } = openLine(request.shop, calls_per_day, context)
      const { transport, budget } = line
      const now = (): number => Math.floor(context.clock.now() / 1000) - (transport.skew.seconds ?? 0)
      try {
        await budget.refresh()
        const reader = new ShopReader({ client, request, context: readContext, now, sideBySide, signal, remarks })
        return await reader.read()
      } finally {
        await budget.save()
        await transport.close()
      }
    },
  }
}
