import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LiveResource } from '../src/model/live.ts'
import { liveOf } from '../src/model/live.ts'
import type { Change, Target } from '../src/model/target.ts'
import {
  type CatalogueWorld,
  catalogueWorld,
  type Driver,
  running,
  SERVER_URL,
  sharedEmbedded,
} from '../test/support/postgres.ts'
import { atLeast, atMost, type BenchmarkResult, type Claim, median } from './result.ts'

const ROWS = 20_000
const ROUNDS = 3
/** As traits say; the applier keeps so many in flight. */
const IN_FLIGHT = 512
const LARGE = 100_000
const WANT = { paths: [], owns: () => true, explained: () => false }

/** Rows a second of each way. */
interface Rates {
  copy: number
  create: number
  update: number
}

/**
 * How near the target comes to the fastest way in that Postgres has, COPY of the same rows into the same table, although
 * each row is a write of its own with a row of history; and how many queries a second plan takes. On a server where
 * SYNC_TEST_POSTGRES_URL names one (scripts/postgres.sh -- npm run bench -- postgres); embedded in any case.
 */
export async function run(): Promise<BenchmarkResult> {
  const embedded = await measured('embedded')
  const server = SERVER_URL === null ? null : await measured('server')
  const told = (driver: Driver, { create, update, queries }: Measured, promised: boolean): Claim[] => [
    atLeast(`creates / COPY, ${driver}`, create, promised ? 0.2 : null),
    atLeast(`updates / COPY, ${driver}`, update, promised ? 0.12 : null),
    atMost(`queries of a second plan of ${LARGE} products, ${driver}`, queries, 110),
  ]
  return {
    claims: [...(server ? told('server', server, true) : []), ...told('embedded', embedded, false)],
    details: { rows: ROWS, rounds: ROUNDS, ...(server ? {} : { server: 'SYNC_TEST_POSTGRES_URL is not set' }) },
  }
}

interface Measured {
  create: number
  update: number
  queries: number
}

async function measured(driver: Driver): Promise<Measured> {
  const rates: Rates[] = []
  for (let round = 0; round < ROUNDS; round += 1) rates.push(await ratesOf(driver))
  return {
    create: median(rates.map(({ copy, create }) => create / copy)),
    update: median(rates.map(({ copy, update }) => update / copy)),
    queries: await queriesOfSecondPlan(driver),
  }
}

async function ratesOf(driver: Driver): Promise<Rates> {
  const [copied, world] = [await catalogueWorld(driver), await catalogueWorld(driver)]
  try {
    const copy = await rateOf(() => copyRows(copied, driver))
    const { target } = world
    const create = await rateOf(() => inFlight(target, numbers(ROWS).map(creation)))
    const products = liveOf(await target.read(WANT, running()), 'product')
    const update = await rateOf(() => inFlight(target, products.map(change)))
    return { copy, create, update }
  } finally {
    await world.close()
    await copied.close()
  }
}

async function rateOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (ROWS / (performance.now() - began)) * 1_000
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

/** About as long as a baseline is. */
const BASELINE = `{"account":"${'a'.repeat(60)}","created":true,"fields":{${'"name":"01234567",'.repeat(12)}"v":1}`

const fieldsOf = (n: number) => ({
  name: `Felt boot of number ${n}, ${n % 2 === 0 ? 'grey' : 'brown'}`,
  status: 'active',
  brand: `Brand ${n % 50}`,
  description: 'A boot of felt, for dry cold and for long ways. '.repeat(4),
  base_price: `${10 + (n % 90)}.90`,
  currency: 'IDR',
  stock: n % 100,
  baseline: `${BASELINE}${n}`,
})

function creation(n: number): Change {
  const by = { run: 'bench-create', operation: `create:product.M-${n}` }
  return { ...PLAIN, action: 'create', kind: 'product', key: `M-${n}`, id: null, fields: fieldsOf(n), by }
}

function change({ key, id, revision = '' }: LiveResource, n: number): Change {
  const by = { run: 'bench-update', operation: `update:product.${key}` }
  const fields = { base_price: `${200 + (n % 90)}.50`, stock: 500 + (n % 100), baseline: `${BASELINE}new${n}` }
  return { ...PLAIN, action: 'update', kind: 'product', key, id, revision, fields, by }
}

const PLAIN = { parts: [], volatile: [], needs: {} }

async function inFlight(target: Target, changes: Change[]): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < changes.length) {
      const answer = await target.write(changes[next++] as Change, running())
      if (answer.outcome !== 'applied') throw new Error(`A write is ${JSON.stringify(answer)}.`)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
}

const COLUMNS = ['account', 'master_sku', ...Object.keys(fieldsOf(0))]

async function copyRows({ sql, schema }: CatalogueWorld, driver: Driver): Promise<void> {
  const text = numbers(ROWS)
    .map((n) => `${['acme', `M-${n}`, ...Object.values(fieldsOf(n))].join('\t')}\n`)
    .join('')
  const into = `COPY "${schema}".master_products (${COLUMNS.join(', ')}) FROM`
  if (driver === 'embedded') {
    const { copy } = await sharedEmbedded()
    return copy(`${into} '/dev/blob'`, new Blob([text]))
  }
  const folder = mkdtempSync(join(tmpdir(), 'copied-'))
  try {
    // The server reads it, as another user.
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'rows'), text, { mode: 0o644 })
    await sql(`${into} '${join(folder, 'rows')}'`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What connecting and reading everything takes, as plans do it. */
async function queriesOfSecondPlan(driver: Driver): Promise<number> {
  const world = await catalogueWorld(driver)
  try {
    await world.sql(`INSERT INTO master_products (account, master_sku, name)
      SELECT 'acme', 'M-' || n, 'Boot ' || n FROM generate_series(1, ${LARGE}) AS n`)
    const { database } = world
    const before = database.timings().reduce((sum, { calls }) => sum + calls, 0)
    const target = world.another()
    await target.connect(running())
    const found = liveOf(await target.read(WANT, running()), 'product')
    if (found.length !== LARGE) throw new Error(`${found.length} products were read.`)
    return database.timings().reduce((sum, { calls }) => sum + calls, 0) - before
  } finally {
    await world.close()
  }
}
