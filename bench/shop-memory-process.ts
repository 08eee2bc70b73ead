import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SILENT } from '../src/model/log.ts'
import type { Values } from '../src/model/provider.ts'
import { FORGETFUL } from '../src/model/quota.ts'
import { NO_SECRETS } from '../src/model/secrets.ts'
import { systemClock } from '../src/net/clock.ts'
import { createShopeeSource } from '../src/providers/shopee/source.ts'
import { ask } from '../src/providers/shopee/wants.ts'
import { beginWork } from '../src/state/exports/work.ts'
import { WORK_FORMAT } from '../src/state/exports/work-lines.ts'
import { writeExport } from '../src/state/exports/write.ts'
import { whileLocked } from '../src/state/sqlite/process-lock.ts'
import { FileTokens } from '../src/state/tokens/index.ts'

/** A process of the benchmark: reads a whole shop as `sync export` does, and says how much memory it took. */

const [url = '', partnerKey = '', accessToken = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'shop-memory-'))
const shop = '14701711'
const values: Values = {
  ...{ SHOPEE_PARTNER_ID: '2001887', SHOPEE_PARTNER_KEY: partnerKey, SHOPEE_API_URL: url },
  ...{ SHOPEE_SHOP_ID: null, SHOPEE_ACCESS_TOKEN: accessToken, SHOPEE_REFRESH_TOKEN: null },
}
const options = { region: 'ID', statuses: ['NORMAL', 'UNLIST'], calls_per_day: null }
const shared = { clock: systemClock, log: SILENT, secrets: NO_SECRETS }
const source = createShopeeSource({
  ...{ ...shared, values, settings: { options }, random: Math.random, userAgent: 'bench/1', quota: FORGETFUL },
  // The tempo is not what is measured.
  share: 1000,
  onWait: () => undefined,
  tokens: new FileTokens({ ...shared, folder, exclusively: whileLocked, onOpen: () => undefined }),
})
const request = { shop, limit: null, ...ask({ options }, null) }
const started_at = new Date().toISOString()
const start = { format: WORK_FORMAT, provider: 'shopee', request, started_at, out: null, spellings: {} } as const
const { memo } = beginWork(join(folder, 'work'), start)

let peak = 0
const look = (): void => {
  peak = Math.max(peak, process.memoryUsage().heapUsed)
}
const timer = setInterval(look, 50)
const context = { progress: () => undefined, memo, gtins: async () => [], spellings: {}, neighbours: [] }
const result = await source.read(request, { ...context, before: async () => null }, new AbortController().signal)
const { items, complete, calls } = result
const facts = { provider: 'shopee', marketplace: shop, query: {}, complete, counts: {}, exported_at: started_at }
await writeExport(join(folder, 'export.ndjson'), facts, items)
look()
clearInterval(timer)
rmSync(folder, { recursive: true, force: true })
process.stdout.write(JSON.stringify({ items: items.length, complete, calls: calls.calls, peak }))
