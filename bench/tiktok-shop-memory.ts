import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startTikTokSim } from '../src/sandbox/tiktok-shop/index.ts'
import type { SimProduct } from '../src/sandbox/tiktok-shop/product.ts'
import { atLeast, atMost, type BenchmarkResult } from './result.ts'

// A shop of 50,000 records, read and written by a process that may have 128 MB, and read again from what is known of it.

/** Each of them is four records. */
const PRODUCTS = 12_500
const HEAP_MB = 128
const PROGRAM = join(import.meta.dirname, 'tiktok-shop-memory-process.ts')
const WORDS = 'Bahan katun yang nyaman dipakai sehari-hari, adem dan tahan lama. '
const SIZES = ['M', 'L', 'XL']

/** Titles, texts, pictures and codes of each are its own. */
function product(number: number): SimProduct {
  const id = String(1_729_592_969_712_000_000n + BigInt(number) * 100n)
  const picture = `tos-alisg-i-aphluv4xwc-sg/${number.toString(16).padStart(28, '0')}`
  return {
    id,
    title: `Kaos Polos Lengan Panjang Bahan Katun Premium ${number}`,
    description: `<p>${number} ${WORDS.repeat(8)}</p><ul><li>Ukuran M sampai XL</li></ul>`,
    status: 'ACTIVATE',
    create_time: 1_600_000_000 + number * 97,
    update_time: 1_700_000_000 + number,
    categories: [
      { id: '851848', name: 'Pakaian Pria' },
      { id: '853000', name: 'Kaos' },
    ],
    images: [1, 2, 3, 4, 5].map((at) => ({ uri: `${picture}${at}` })),
    weight: { value: '0.25', unit: 'KILOGRAM' },
    attributes: [{ name: 'Bahan', values: ['Katun'] }],
    skus: SIZES.map((size, at) => ({
      id: String(BigInt(id) + BigInt(at) + 1n),
      seller_sku: `KAOS-${number}-${size}`,
      price: String(70_000 + (number % 40) * 500),
      currency: 'IDR',
      stock: [{ warehouse_id: '7270000000000000003', quantity: (number * 31) % 97 }],
      options: [{ name: 'Ukuran', value: size }],
      code: { type: 'EAN', code: `899${String(number * 3 + at).padStart(10, '0')}` },
    })),
  }
}

export function run(): Promise<BenchmarkResult> {
  return measure(PRODUCTS)
}

export function quick(): Promise<BenchmarkResult> {
  return measure(PRODUCTS / 50)
}

async function measure(count: number): Promise<BenchmarkResult> {
  const products = Array.from({ length: count }, (_, number) => product(number))
  const sim = await startTikTokSim({ products, rate: { rate: 1e6, burst: 1e6 } })
  const folder = mkdtempSync(join(tmpdir(), 'tiktok-shop-memory-'))
  const file = join(folder, 'first.ndjson')
  const read = async (...places: string[]) => {
    const args = [`--max-old-space-size=${HEAP_MB}`, PROGRAM, sim.url, sim.options.accessToken, ...places]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    return JSON.parse(stdout)
  }
  const first = await read(file)
  const again = await read(join(folder, 'again.ndjson'), file)
  await sim.close()
  rmSync(folder, { recursive: true })
  const all = 4 * count
  const pages = Math.ceil(count / 100)
  const share = ({ complete, items }: { complete: boolean; items: number }): number => (complete ? items / all : 0)
  const memory = ({ peak }: { peak: number }): number => peak / (HEAP_MB * 2 ** 20)
  return {
    claims: [
      atLeast('records that were read, of those that there are', share(first), 1),
      atLeast('the same of the second read', share(again), 1),
      // What is young does not count for what the process may have, and is in use for a moment.
      atMost('memory in use, of what the process may have for what lasts', memory(first), 1.2),
      atMost('the same of the second read', memory(again), 1.2),
      atMost('calls, of the fewest', first.calls / (pages + count), count < PRODUCTS ? 1.05 : 1.01),
      atMost('calls of the second read, of its pages', again.calls / pages, count < PRODUCTS ? 2 : 1.4),
    ],
    details: { records: first.items, calls: first.calls, 'calls again': again.calls, unchanged: again.unchanged },
  }
}
