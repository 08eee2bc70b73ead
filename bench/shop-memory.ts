import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startShopeeSim } from '../src/sandbox/shopee/index.ts'
import type { ShopeeItem } from '../src/sandbox/shopee/raw.ts'
import { family, gallery, price, stock } from '../test/providers/shopee/items.ts'
import { atLeast, atMost, type BenchmarkResult } from './result.ts'

// A shop of 50,000 records, read and written by a process that may have 128 MB.

/** Each of them is four records. */
const ITEMS = 12_500
const HEAP_MB = 128
const PROGRAM = join(import.meta.dirname, 'shop-memory-process.ts')
const WORDS = 'kemeja batik katun lengan panjang nyaman dan adem dipakai sehari hari, warna tahan lama. '
const HOUR = 3600

/** Prices, stock, pictures and texts of each are its own. */
function shopItem(index: number): ShopeeItem {
  const id = 2_000_000_001 + index
  const names = [1, 2, 3, 4].map((place) => `id-11134207-7r98q-${id.toString(36)}${place}`)
  const made = family(id, {
    update_time: 1_700_000_000 + index * HOUR,
    description: `${id} ${WORDS.repeat(6)}`,
    image: gallery(...names),
  })
  for (const [place, model] of made.models.entries()) {
    Object.assign(model, { price_info: price(100_000 + index * 7 + place), stock_info_v2: stock((index * 31) % 997) })
  }
  return made
}

export function run(): Promise<BenchmarkResult> {
  return measure(ITEMS)
}

export function quick(): Promise<BenchmarkResult> {
  return measure(ITEMS / 50)
}

async function measure(count: number): Promise<BenchmarkResult> {
  const items = Array.from({ length: count }, (_, index) => shopItem(index))
  const sim = await startShopeeSim({ shops: [{ id: 14_701_711, items }], accessSeconds: 24 * HOUR })
  const { partnerKey, accessToken } = sim.options
  const args = [`--max-old-space-size=${HEAP_MB}`, PROGRAM, sim.url, partnerKey, accessToken]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  await sim.close()
  const { items: read, complete, calls, peak } = JSON.parse(stdout)
  const fewest = Math.ceil(count / 100) + Math.ceil(count / 50) + count
  return {
    claims: [
      atLeast('records that were read, of those that there are', complete ? read / (4 * count) : 0, 1),
      atMost('memory in use, of what the process may have', peak / (HEAP_MB * 2 ** 20), 1),
      // A list that is paged too deeply is read in windows of fifteen days, from the beginning of all shops.
      atMost('calls, of the fewest', calls / fewest, count < ITEMS ? 1.3 : 1.1),
    ],
    details: { records: read, calls, 'most in use, MB': Math.round(peak / 2 ** 20) },
  }
}
