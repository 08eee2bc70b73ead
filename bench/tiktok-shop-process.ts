import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getHeapStatistics } from 'node:v8'
import { SILENT } from '../src/model/log.ts'
import { FORGETFUL } from '../src/model/quota.ts'
import { systemClock } from '../src/net/clock.ts'
import { createSecrets } from '../src/net/secrets.ts'
import { createTikTokShopSource } from '../src/providers/tiktok-shop/source.ts'
import { ask } from '../src/providers/tiktok-shop/wants.ts'
import { startTikTokSim } from '../src/sandbox/tiktok-shop/index.ts'
import type { SimProduct } from '../src/sandbox/tiktok-shop/product.ts'
import { openItems } from '../src/state/exports/former-items.ts'
import { beginWork } from '../src/state/exports/work.ts'
import { WORK_FORMAT } from '../src/state/exports/work-lines.ts'
import { writeExport } from '../src/state/exports/write.ts'
import { whileLocked } from '../src/state/sqlite/process-lock.ts'
import { FileTokens } from '../src/state/tokens/index.ts'

// Two processes: one is the shop, the other reads it, as `sync export` does, and tells what it took. The second read of
// the same process knows the first one's export.

const [what = '', one = '', export_ = ''] = process.argv.slice(2)
if (what === 'shop') await shop(Number(one))
else process.stdout.write(JSON.stringify(await read(one, export_)))

/** Products in three variations each, so that four items are made of one. */
function product(number: number): SimProduct {
  const id = String(1_729_592_969_712_000_000n + BigInt(number) * 100n)
  return {
    id,
    title: `Kaos Polos Lengan Panjang Bahan Katun Premium ${number}`,
    description: `<p>${'Bahan katun yang nyaman dipakai sehari-hari. '.repeat(12)}</p><ul><li>Ukuran ${number}</li></ul>`,
    status: 'ACTIVATE',
    create_time: 1_600_000_000 + number * 97,
    update_time: 1_700_000_000 + number,
    categories: [
      { id: '851848', name: 'Pakaian Pria' },
      { id: '853000', name: 'Kaos' },
    ],
    images: Array.from({ length: 5 }, (_, at) => ({
      uri: `tos-alisg-i-aphluv4xwc-sg/${number.toString(16).padStart(28, '0')}${at}`,
    })),
    weight: { value: '0.25', unit: 'KILOGRAM' },
    attributes: [{ name: 'Bahan', values: ['Katun'] }],
    skus: ['M', 'L', 'XL'].map((size, at) => ({
      id: String(BigInt(id) + BigInt(at) + 1n),
      seller_sku: `KAOS-${number}-${size}`,
      price: '72000',
      currency: 'IDR',
      stock: [{ warehouse_id: '7270000000000000003', quantity: number % 50 }],
      options: [{ name: 'Ukuran', value: size }],
      code: { type: 'EAN', code: `899${String(number * 3 + at).padStart(10, '0')}` },
    })),
  }
}

async function shop(count: number): Promise<void> {
  const products = Array.from({ length: count }, (_, number) => product(number))
  const { url } = await startTikTokSim({ products, rate: { rate: 1e6, burst: 1e6 } })
  process.stdout.write(`${url}\n`)
}

async function read(url: string, before: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tiktok-shop-'))
  const peak = watched()
  const source = sourceAt(url, folder)
  const settings = { options: { region: 'ID', statuses: ['ACTIVATE'], calls_per_day: null } }
  const request = { shop: 'ID', limit: null, ...ask(settings, null) }
  const began = performance.now()
  const start = {
    format: WORK_FORMAT as never,
    provider: 'tiktok-shop',
    request,
    started_at: new Date().toISOString(),
    out: null,
    spellings: {},
  }
  const work = beginWork(join(folder, 'work.ndjson'), start)
  const former = before === '' ? null : await openItems(before)
  const rest = {
    progress: () => undefined,
    gtins: async () => [],
    spellings: {},
    neighbours: [],
    before: async () => former,
  }
  const result = await source.read(request, { ...rest, memo: work.memo }, new AbortController().signal)
  const { items, complete, calls, counts, report } = result
  const facts = {
    provider: 'tiktok-shop',
    marketplace: 'ID',
    query: {},
    complete,
    counts,
    report,
    exported_at: start.started_at,
  }
  const file = `${folder}.export.ndjson`
  await writeExport(file, facts, items)
  work.remove()
  rmSync(folder, { recursive: true })
  return {
    items: items.length,
    complete,
    calls: calls.calls,
    seconds: (performance.now() - began) / 1000,
    file,
    ...peak(),
  }
}

function sourceAt(url: string, folder: string) {
  const secrets = createSecrets()
  return createTikTokShopSource({
    settings: { options: { region: 'ID', statuses: ['ACTIVATE'], calls_per_day: null }, account: null, shops: ['ID'] },
    values: {
      TIKTOK_SHOP_APP_KEY: '6sandboxappkey',
      TIKTOK_SHOP_APP_SECRET: 'sandbox-app-secret-of-tiktok-shop',
      TIKTOK_SHOP_ACCESS_TOKEN: 'ROW_sandbox-access-token-0',
      TIKTOK_SHOP_REFRESH_TOKEN: 'ROW_sandbox-refresh-token-0',
      TIKTOK_SHOP_API_URL: url,
      TIKTOK_SHOP_AUTH_URL: url,
    },
    ...{
      clock: systemClock,
      random: Math.random,
      share: 1,
      quota: FORGETFUL,
      onWait: () => undefined,
      log: SILENT,
      secrets,
    },
    tokens: new FileTokens({
      folder,
      exclusively: whileLocked,
      clock: systemClock,
      log: SILENT,
      secrets,
      onOpen: () => undefined,
    }),
    rate: 1e6,
  })
}

/** The most of the heap that was used, and how much there is, in MB. */
function watched() {
  let most = 0
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().heapUsed)
  }
  const timer = setInterval(look, 20)
  return () => {
    clearInterval(timer)
    look()
    return { heap: Math.round(most / 2 ** 20), limit: Math.round(getHeapStatistics().heap_size_limit / 2 ** 20) }
  }
}
