import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SILENT } from '../src/model/log.ts'
import { FORGETFUL } from '../src/model/quota.ts'
import { systemClock } from '../src/net/clock.ts'
import { createSecrets } from '../src/net/secrets.ts'
import { createTikTokShopSource } from '../src/providers/tiktok-shop/source.ts'
import { ask } from '../src/providers/tiktok-shop/wants.ts'
import { openItems } from '../src/state/exports/former-items.ts'
import { beginWork } from '../src/state/exports/work.ts'
import { WORK_FORMAT } from '../src/state/exports/work-lines.ts'
import { writeExport } from '../src/state/exports/write.ts'
import { whileLocked } from '../src/state/sqlite/process-lock.ts'
import { FileTokens } from '../src/state/tokens/index.ts'

/** A process of the benchmark: reads a whole shop as `sync export` does, and says how much memory it took. */

const [url = '', accessToken = '', file = '', former = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'tiktok-shop-memory-'))
const secrets = createSecrets()
const options = { region: 'ID', statuses: ['ACTIVATE'], calls_per_day: null }
const shared = { clock: systemClock, log: SILENT, secrets }
const source = createTikTokShopSource({
  settings: { options, account: null, shops: ['ID'] },
  values: {
    TIKTOK_SHOP_APP_KEY: '6sandboxappkey',
    TIKTOK_SHOP_APP_SECRET: 'sandbox-app-secret-of-tiktok-shop',
    TIKTOK_SHOP_ACCESS_TOKEN: accessToken,
    TIKTOK_SHOP_REFRESH_TOKEN: null,
    TIKTOK_SHOP_API_URL: url,
    TIKTOK_SHOP_AUTH_URL: url,
  },
  ...{ ...shared, random: Math.random, share: 1, quota: FORGETFUL, onWait: () => undefined },
  tokens: new FileTokens({ ...shared, folder, exclusively: whileLocked, onOpen: () => undefined }),
  // The tempo is not what is measured.
  rate: 1e6,
})
const request = { shop: 'ID', limit: null, ...ask({ options }, null) }
const started_at = new Date().toISOString()
const start = { format: WORK_FORMAT, provider: 'tiktok-shop', request, started_at, out: null, spellings: {} } as const
const work = beginWork(join(folder, 'work.ndjson'), start)

let peak = 0
const look = (): void => {
  peak = Math.max(peak, process.memoryUsage().heapUsed)
}
const timer = setInterval(look, 50)
const known = former === '' ? null : await openItems(former)
const context = { progress: () => undefined, memo: work.memo, gtins: async () => [], spellings: {}, neighbours: [] }
const result = await source.read(request, { ...context, before: async () => known }, new AbortController().signal)
const { items, complete, calls, counts } = result
const facts = { provider: 'tiktok-shop', marketplace: 'ID', query: {}, complete, counts: {}, exported_at: started_at }
await writeExport(file, facts, items)
look()
clearInterval(timer)
known?.close()
work.remove()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(
  JSON.stringify({ items: items.length, complete, calls: calls.calls, unchanged: counts.unchanged, peak }),
)
