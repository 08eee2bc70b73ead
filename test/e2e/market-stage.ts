import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row, Session } from '../../src/database/database.ts'
import { openDatabase, type Place } from '../../src/database/open.ts'
import { SILENT } from '../../src/model/log.ts'
import type { Plan } from '../../src/model/plan.ts'
import { systemClock } from '../../src/net/clock.ts'
import type { MarketListing } from '../../src/sandbox/market/types.ts'
import { variantKeyOf } from '../../src/sandbox/market/world.ts'
import { type MarketSandbox, type MarketSandboxOptions, startMarketSandbox } from '../../src/sandbox/market-sandbox.ts'
import type { OpenMarket } from '../../src/sandbox/open-market.ts'
import type { MasterTruth } from '../support/market/master-truth.ts'
import { masterTruth } from '../support/market/master-truth.ts'
import { type Ended, runProgram } from '../support/program.ts'
import { parsed } from './stage.ts'

/** What a new workspace reads of each platform. */
const READ = ['NORMAL', 'UNLIST', 'ACTIVATE', 'SELLER_DEACTIVATED']
export const ORDER = [
  { platform: 'shopee', shop: '14701711' },
  { platform: 'tiktok-shop', shop: 'ID' },
] as const

/** Where the catalogue is, and what sync.yaml says otherwise than that of a new workspace. */
export interface MarketPlace {
  /** Of a server; in the workspace's state unless told. */
  url?: string
  schema?: string
  /** Texts of sync.yaml, and what stands there instead. */
  instead?: { [text: string]: string }
}

const SCHEMA = 'catalog'

/** Both marketplaces, a workspace of both and one catalogue, and the built program between them. */
export class MarketStage {
  readonly root = mkdtempSync(join(tmpdir(), 'master-'))
  readonly market: OpenMarket
  readonly schema: string
  readonly #url: string | null
  readonly #sandbox: MarketSandbox

  private constructor(sandbox: MarketSandbox, market: OpenMarket, { url, schema = SCHEMA }: MarketPlace) {
    this.#sandbox = sandbox
    this.market = market
    this.schema = schema
    this.#url = url ?? null
  }

  /** A workspace as `sync init` makes it. */
  static async open(options: MarketSandboxOptions, place: MarketPlace = {}): Promise<MarketStage> {
    const sandbox = await startMarketSandbox(options)
    const stage = new MarketStage(sandbox, await sandbox.open(), place)
    await stage.done('init', '.', '--source', 'shopee', '--source', 'tiktok-shop', '--target', 'postgres')
    stage.#configure({ [`schema: ${SCHEMA}`]: `schema: ${stage.schema}`, ...place.instead })
    await stage.done('db', 'up')
    return stage
  }

  #configure(instead: { [text: string]: string }): void {
    let text = readFileSync(join(this.root, 'sync.yaml'), 'utf8')
    for (const [from, to] of Object.entries(instead)) {
      if (!text.includes(from)) throw new Error(`sync.yaml does not say ${from}.`)
      text = text.replace(from, to)
    }
    this.write('sync.yaml', text)
  }

  sync(...args: string[]): Promise<Ended> {
    return this.syncWith({}, ...args)
  }

  /** The program with other variables. */
  syncWith(env: { [name: string]: string }, ...args: string[]): Promise<Ended> {
    return runProgram(args, { cwd: this.root, env: { ...this.env, ...env } })
  }

  get env(): { [name: string]: string } {
    return { ...this.#sandbox.env, ...(this.#url === null ? {} : { DATABASE_URL: this.#url }) }
  }

  /** A command that has to work; what it says. */
  async done(...args: string[]): Promise<string> {
    const { code, stdout, text } = await this.sync(...args)
    if (code !== 0) throw new Error(`sync ${args.join(' ')} ends with ${code}: ${text}`)
    return stdout
  }

  /** A file of the workspace. */
  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text)
  }

  /** What sync.yaml says. */
  settings(): string {
    return readFileSync(join(this.root, 'sync.yaml'), 'utf8')
  }

  edit(path: string, from: string, to: string): void {
    const text = readFileSync(join(this.root, path), 'utf8')
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
    this.write(path, text.replace(from, to))
  }

  /** Reads both shops and plans. */
  async plan(...args: string[]): Promise<Plan> {
    await this.done('export')
    return parsed<Plan>(await this.sync('plan', '--json', ...args))
  }

  saved(path: string): Plan {
    return JSON.parse(readFileSync(join(this.root, path), 'utf8')) as Plan
  }

  /** What a shop lists from now on. */
  put(listing: MarketListing): Promise<void> {
    return this.#sandbox.put(listing)
  }

  /** What the catalogue should hold of all that is read. */
  truth(): MasterTruth {
    return masterTruth(this.read(), ORDER)
  }

  /** Unix seconds, later than anything of the catalogue. */
  now(): number {
    return Math.floor(Date.now() / 1000)
  }

  /** A listing of several variants whose first one the other platform lists as well. */
  onBoth(platform: MarketListing['platform']): MarketListing {
    const variants = this.truth().masters.flatMap((master) => master.variants)
    const isOnBoth = (key: string): boolean =>
      variants.some(
        ({ members }) =>
          members.length === 2 && members.includes(key) && new Set(members.map((one) => one.split('/')[0])).size === 2,
      )
    const found = this.read().find((listing) => {
      const [first, second] = listing.variants
      return listing.platform === platform && first && second && isOnBoth(variantKeyOf(listing, first))
    })
    if (!found) throw new Error('No listing fits.')
    return found
  }

  read(): MarketListing[] {
    return this.market.catalogue.listings.filter(({ status }) => READ.includes(status))
  }

  /** What somebody does in the catalogue by hand; the rows of it. */
  async query<R extends Row>(sql: string): Promise<R[]> {
    const folder = join(this.root, 'state/default/catalog')
    const options = { clock: systemClock, log: SILENT, onWait: () => undefined, schema: this.schema }
    const place: Place =
      this.#url === null
        ? { driver: 'embedded', folder, create: false }
        : { driver: 'server', url: this.#url, variable: 'DATABASE_URL', max: 1 }
    const database = await openDatabase(place, options)
    try {
      const perform = (session: Session) => session.run<R>('by hand', sql)
      return await database.transaction({ mode: 'write', perform }, new AbortController().signal)
    } finally {
      await database.close()
    }
  }

  async close(): Promise<void> {
    if (this.#url !== null) await this.query(`DROP SCHEMA IF EXISTS "${this.schema}" CASCADE`)
    await this.#sandbox.close()
    rmSync(this.root, { recursive: true, force: true })
  }
}
