import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../../src/database/database.ts'
import { openDatabase } from '../../src/database/open.ts'
import { SILENT } from '../../src/model/log.ts'
import type { Plan } from '../../src/model/plan.ts'
import { systemClock } from '../../src/net/clock.ts'
import type { MarketListing } from '../../src/sandbox/market/types.ts'
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

/** Both marketplaces, a workspace of both and one catalogue, and the built program between them. */
export class MarketStage {
  readonly root = mkdtempSync(join(tmpdir(), 'master-'))
  readonly market: OpenMarket
  readonly #sandbox: MarketSandbox

  private constructor(sandbox: MarketSandbox, market: OpenMarket) {
    this.#sandbox = sandbox
    this.market = market
  }

  /** A workspace as `sync init` makes it. */
  static async open(options: MarketSandboxOptions): Promise<MarketStage> {
    const sandbox = await startMarketSandbox(options)
    const stage = new MarketStage(sandbox, await sandbox.open())
    await stage.done('init', '.', '--source', 'shopee', '--source', 'tiktok-shop', '--target', 'postgres')
    await stage.done('db', 'up')
    return stage
  }

  sync(...args: string[]): Promise<Ended> {
    return this.syncWith({}, ...args)
  }

  /** The program with other variables. */
  syncWith(env: { [name: string]: string }, ...args: string[]): Promise<Ended> {
    return runProgram(args, { cwd: this.root, env: { ...this.#sandbox.env, ...env } })
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

  read(): MarketListing[] {
    return this.market.catalogue.listings.filter(({ status }) => READ.includes(status))
  }

  /** What somebody does in the catalogue by hand. */
  async query(sql: string): Promise<void> {
    const folder = join(this.root, 'state/default/catalog')
    const options = { clock: systemClock, log: SILENT, onWait: () => undefined, schema: 'catalog' }
    const database = await openDatabase({ driver: 'embedded', folder, create: false }, options)
    try {
      const perform = (session: Session) => session.run('by hand', sql)
      await database.transaction({ mode: 'write', perform }, new AbortController().signal)
    } finally {
      await database.close()
    }
  }

  async close(): Promise<void> {
    await this.#sandbox.close()
    rmSync(this.root, { recursive: true, force: true })
  }
}
