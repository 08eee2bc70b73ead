import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts'
import { startMarketSandbox } from '../../src/sandbox/market-sandbox.ts'
import { startShopSandbox } from '../../src/sandbox/shop-sandbox.ts'
import { agedExports } from '../e2e/aged-exports.ts'
import { ownDatabase } from '../support/own-database.ts'
import { runStanding } from '../support/standing.ts'
import { ROOT } from './markdown.ts'

export interface Typed {
  code: number | null
  text: string
}

/** Where a block of commands is typed: a folder with what the text around the block takes for granted. */
export interface World {
  sandbox: Sandbox
  type(script: string): Promise<Typed>
  close(): Promise<void>
}

interface Place extends World {
  folder: string
  env: NodeJS.ProcessEnv
}

type Prepare = (world: Place) => Promise<void> | void

const init: Prepare = (world) => sync(world, 'init', '.', '--brand', world.sandbox.brand, '--marketplace', 'US')

const applied: Prepare = async (world) => {
  await init(world)
  await sync(world, 'plan', '--out', 'first.json')
  await sync(world, 'apply', 'first.json')
}

async function initMaster(world: Place): Promise<void> {
  await sync(world, 'init', '.', '--source', 'shopee', '--source', 'tiktok-shop', '--target', 'postgres')
  await sync(world, 'db', 'up')
}

/** Worlds whose catalogue lies on a server where there is one: it opens in no time, and e2e tests have the embedded one. */
const ON_A_SERVER: ReadonlySet<string> = new Set(['market', 'shop', 'mastered'])

/** By what a block's comment `<!-- run: NAME -->` says; without one it is `fresh`. */
const PREPARATIONS: { [name: string]: Prepare } = {
  empty: () => undefined,
  fresh: init,
  applied,
  async mistakes(world) {
    await init(world)
    const path = join(world.folder, 'sync.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('    brands:', '    brand:'))
  },
  async edited(world) {
    await applied(world)
    const [item] = world.sandbox.amazon.items
    const [summary] = item?.summaries ?? []
    if (summary) summary.itemName = 'Cimarron boot, earth'
    await sync(world, 'export')
    await sync(world, 'plan', '--out', 'p.json')
    const product = world.sandbox.plytix.store.product(`AMZN-US-${item?.asin}`)
    Object.assign(product?.attributes ?? {}, { amazon_title: 'Changed again' })
  },
  /** A listing that the source has no more, for longer than a day. */
  async gone(world) {
    await applied(world)
    const { items } = world.sandbox.amazon
    const [first] = items.splice(0, 1)
    for (const group of items.flatMap(({ relationships = [] }) => relationships.flatMap((one) => one.relationships)))
      if (group.childAsins) group.childAsins = group.childAsins.filter((asin) => asin !== first?.asin)
    await sync(world, 'export')
    agedExports(join(world.folder, 'state'), { hours: 25 })
    await sync(world, 'export')
  },
  /** Products that have values and no baselines, as older tools leave them; people changed one title since. */
  async older(world) {
    await applied(world)
    await sync(world, 'export', '--out', 'former.ndjson')
    rmSync(join(world.folder, 'state'), { recursive: true })
    const { store } = world.sandbox.plytix
    const skus = store.snapshot().products.map(({ sku }) => sku)
    for (const sku of skus) Object.assign(store.product(sku)?.attributes ?? {}, { amazon_sync_baseline: null })
    const own = skus.filter((sku) => sku.startsWith('AMZN-'))
    Object.assign(store.product(own[0] ?? '')?.attributes ?? {}, { amazon_title: 'Cimarron boot, sand' })
  },
  /** An empty folder, with two marketplaces in reach. */
  market: () => undefined,
  /** An empty folder, with a shop in reach that sells something. */
  shop: () => undefined,
  /** The same, and nobody has put anything into the shop. */
  newshop: () => undefined,
  /** One catalogue of two marketplaces, with all that they list. */
  async mastered(world) {
    await initMaster(world)
    await sync(world, 'plan', '--out', 'first.json')
    await sync(world, 'apply', 'first.json')
  },
  /** A checkout is a workspace itself, of another brand. */
  checkout(world) {
    for (const name of ['sync.yaml', 'specs']) cpSync(join(ROOT, name), join(world.folder, name), { recursive: true })
  },
}

/** What only prepares needs no shell and no process of its own. */
async function sync({ folder, env }: Place, ...args: string[]): Promise<void> {
  const { code, text } = await runStanding({ args, cwd: folder, env })
  if (code !== 0) throw new Error(`sync ${args.join(' ')} ends with ${code}: ${text}`)
}

/** Simulators, a folder in a folder of its own, and the program as `sync` and `npx sync`. */
export async function openWorld(name: string): Promise<World> {
  const prepare = PREPARATIONS[name]
  if (!prepare) throw new Error(`There is no world ${name}.`)
  const sandbox = await startSandbox({ listings: 40, plytix: { asyncDelayMs: 0 } })
  const root = mkdtempSync(join(tmpdir(), 'typed-'))
  const folder = join(root, 'checkout')
  const programs = join(root, 'programs')
  for (const one of [folder, programs]) mkdirSync(one)
  const start = `exec "${process.execPath}" "${join(ROOT, 'bin/run.js')}" "$@"\n`
  writeFileSync(join(programs, 'sync'), `#!/bin/sh\n${start}`, { mode: 0o755 })
  writeFileSync(join(programs, 'npx'), `#!/bin/sh\n[ "$1" = sync ] || exit 127\nshift\n${start}`, { mode: 0o755 })
  const market = await startMarketSandbox({ listings: 12, seed: 4 })
  const shop = await startShopSandbox({ listings: name === 'shop' ? 12 : 0 })
  const database = ON_A_SERVER.has(name) ? await ownDatabase() : null
  const env = {
    ...sandbox.env,
    ...market.env,
    ...shop.env,
    HOME: root,
    SYNC_ACCOUNT: '',
    ...(database && { DATABASE_URL: database.url }),
    PATH: [programs, process.env.PATH].join(delimiter),
  }
  const world = {
    ...{ sandbox, folder, env },
    type: (script: string) => typed(script, { folder, env }),
    async close() {
      await Promise.all([sandbox.close(), market.close(), shop.close(), database?.drop()])
      rmSync(root, { recursive: true, force: true })
    },
  }
  await prepare(world)
  return world
}

function typed(script: string, { folder, env }: { folder: string; env: NodeJS.ProcessEnv }): Promise<Typed> {
  const child = spawn('sh', ['-ec', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, text }))
  })
}
