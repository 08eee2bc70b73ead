import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '../../src/model/plan.ts'
import { type ShopSandbox, type ShopSandboxOptions, startShopSandbox } from '../../src/sandbox/shop-sandbox.ts'
import type { ShopifySimCore } from '../../src/sandbox/shopify/index.ts'
import type { Product, Variant } from '../../src/sandbox/shopify/store/records.ts'
import { type Ended, type Running, runProgram, startProgram } from '../support/program.ts'
import { parsed } from './stage.ts'

/** No test of the program waits for pictures, or for files that are written in bulk. */
const AT_ONCE = { fileMs: 20, bulkMs: 20, asyncMs: 20 }

/** A service beside the shop: what is read, or written. */
interface Beside {
  env: { [name: string]: string }
  close(): Promise<void>
}

/** A shop, a workspace as `sync init` makes it, and the built program between them. */
export class ShopStage {
  readonly root = mkdtempSync(join(tmpdir(), 'shop-'))
  readonly shop: ShopifySimCore
  readonly #sandbox: ShopSandbox
  readonly #beside: Beside | null

  private constructor(sandbox: ShopSandbox, shop: ShopifySimCore, beside: Beside | null) {
    this.#sandbox = sandbox
    this.shop = shop
    this.#beside = beside
  }

  /** @param init Arguments of `sync init` */
  static async open(
    init: string[],
    beside: Beside | null = null,
    options: ShopSandboxOptions = {},
  ): Promise<ShopStage> {
    const { listings = 0, ...rest } = options
    const sandbox = await startShopSandbox({ listings, ...rest, shopify: { ...AT_ONCE, ...rest.shopify } })
    const stage = new ShopStage(sandbox, await sandbox.open(), beside)
    await stage.done('init', '.', ...init)
    if (init.at(-1) === 'shopify') stage.edit('sync.yaml', 'shop: my-store', 'shop: sandbox')
    return stage
  }

  get env(): { [name: string]: string } {
    return { ...this.#sandbox.env, ...this.#beside?.env }
  }

  /** What all commands said so far, by their arguments. */
  readonly said: [command: string, ended: Ended][] = []

  sync(...args: string[]): Promise<Ended> {
    return this.syncWith({}, ...args)
  }

  /** The program with other variables. */
  async syncWith(env: { [name: string]: string }, ...args: string[]): Promise<Ended> {
    const ended = await runProgram(args, { cwd: this.root, env: { ...this.env, ...env } })
    this.said.push([args.join(' '), ended])
    return ended
  }

  /** A process of its own, which can be killed. */
  start(...args: string[]): Running {
    return startProgram(args, { cwd: this.root, env: this.env })
  }

  /** A command that has to work; what it says. */
  async done(...args: string[]): Promise<string> {
    const { code, stdout, text } = await this.sync(...args)
    if (code !== 0) throw new Error(`sync ${args.join(' ')} ends with ${code}: ${text}`)
    return stdout
  }

  async json<T>(...args: string[]): Promise<T> {
    return parsed<T>(await this.sync(...args, '--json'))
  }

  plan(...args: string[]): Promise<Plan> {
    return this.json<Plan>('plan', ...args)
  }

  /** Puts something else in the place of a text of a file. */
  edit(file: string, from: string, to: string): void {
    const path = join(this.root, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${file} has no ${from}.`)
    writeFileSync(path, text.replace(from, to))
  }

  /** What another workspace keeps of its catalogue. */
  takeCatalogue({ root }: ShopStage): void {
    cpSync(join(root, 'state/default/catalog'), join(this.root, 'state/default/catalog'), { recursive: true })
  }

  products(): Product[] {
    return [...this.shop.store.table('Product').values()]
  }

  /** The one product of that title. */
  titled(title: string): Product {
    const found = this.products().filter((product) => product.title === title)
    if (found.length !== 1) throw new Error(`${found.length} products are called ${title}.`)
    return found[0] as Product
  }

  /** Mutations that were carried out since calls were last forgotten. */
  mutations(): string[] {
    return this.shop.journal.map(({ field }) => field).filter((field) => !/^bulk/.test(field))
  }

  async close(): Promise<void> {
    await Promise.all([this.#sandbox.close(), this.#beside?.close()])
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** A product as a customer would see it; `pictures` are counted, options in the order in which they are asked for. */
export interface Shown {
  title: string
  vendor: string
  pictures: number
  /** `was`: the price that is struck out. */
  variants: { sku: string | null; barcode: string | null; price: string; was: string | null; options: string }[]
}

/** By title. */
export function shown(products: readonly Product[]): Shown[] {
  const all = products.map((product) => ({
    title: product.title,
    vendor: product.vendor,
    pictures: product.media.length,
    variants: product.variants.map((variant) => shownVariant(product, variant)).sort(byOptions),
  }))
  return all.sort((a, b) => (a.title < b.title ? -1 : 1))
}

const byOptions = (a: { options: string }, b: { options: string }): number => (a.options < b.options ? -1 : 1)

function shownVariant(
  { options }: Product,
  { inventoryItem: { sku }, barcode, price, compareAtPrice, values }: Variant,
) {
  const picked = options.map(({ name, values: all }, at) => `${name} ${all.find(({ id }) => id === values[at])?.name}`)
  return { sku, barcode, price, was: compareAtPrice, options: picked.join(', ') }
}
