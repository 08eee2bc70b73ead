import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '../../src/model/plan.ts'
import type { MarketListing } from '../../src/sandbox/market/types.ts'
import { type MarketSandbox, type MarketSandboxOptions, startMarketSandbox } from '../../src/sandbox/market-sandbox.ts'
import type { OpenMarket } from '../../src/sandbox/open-market.ts'
import type { MasterTruth } from '../support/market/master-truth.ts'
import { masterTruth } from '../support/market/master-truth.ts'
import { type Ended, runProgram } from '../support/program.ts'
import { parsed } from './stage.ts'

/** What a new workspace reads of each platform. */
const READ = ['NORMAL', 'UNLIST', 'ACTIVATE', 'SELLER_DEACTIVATED']
const ORDER = [
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
    return runProgram(args, { cwd: this.root, env: this.#sandbox.env })
  }

  /** A command that has to work; what it says. */
  async done(...args: string[]): Promise<string> {
    const { code, stdout, text } = await this.sync(...args)
    if (code !== 0) throw new Error(`sync ${args.join(' ')} ends with ${code}: ${text}`)
    return stdout
  }

  /** Reads both shops and plans. */
  async plan(...args: string[]): Promise<Plan> {
    await this.done('export')
    return parsed<Plan>(await this.sync('plan', '--json', ...args))
  }

  /** What a shop lists from now on. */
  put(listing: MarketListing): Promise<void> {
    return this.#sandbox.put(listing)
  }

  /** What the catalogue should hold of all that is read. */
  truth(): MasterTruth {
    return masterTruth(this.read(), ORDER)
  }

  read(): MarketListing[] {
    return this.market.catalogue.listings.filter(({ status }) => READ.includes(status))
  }

  async close(): Promise<void> {
    await this.#sandbox.close()
    rmSync(this.root, { recursive: true, force: true })
  }
}
