import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import { mapConcurrent } from '../../net/concurrent.ts'
import { NoMoreCalls } from '../../net/no-more-calls.ts'
import type { ShopeeClient } from './client.ts'
import { convertItem, type ShopFacts } from './convert.ts'
import { isOfClass, ShopeeError } from './failure.ts'
import { convertModels, type Model, withModels } from './models.ts'
import { asRecords } from './raw.ts'
import { REGIONS } from './regions.ts'

export interface DetailsOptions {
  client: ShopeeClient
  memo: Memo
  facts: ShopFacts
  /** Calls under way at once. */
  sideBySide: number
  /** Told after every call. */
  onProgress: () => void
  signal: AbortSignal
}

/** The most that Shopee takes in one call. */
const BATCH = 50

/** An item that could not be read, and why. */
export interface Unread {
  id: string
  reason: string
}

/** Reads items fifty at a time, and the models of each that has any; what was got before an interruption is not asked for again. */
export class Details {
  readonly #options: DetailsOptions
  readonly #families: ItemFields[][] = []
  readonly unread: Unread[] = []
  #read = 0

  constructor(options: DetailsOptions) {
    this.#options = options
  }

  /** Items with their models; those that cannot be read are among the unread. Call it again for more. @throws SyncError */
  async read(ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += BATCH) {
      await this.#batch(ids.slice(start, start + BATCH))
    }
  }

  /** What is there by now, also after an error: each item once, with all of its models. */
  get items(): ItemFields[] {
    return this.#families.flat()
  }

  /** Items with their models. */
  get count(): number {
    return this.#read
  }

  async #batch(ids: string[]): Promise<void> {
    const { sideBySide } = this.#options
    const products = await this.#products(ids)
    for (const product of products) if (product.role !== 'parent') this.#take([product])
    const failures: unknown[] = []
    const parents = products.filter(({ role }) => role === 'parent')
    await mapConcurrent(parents, sideBySide, async (product) => {
      if (failures.length > 0) return
      try {
        this.#take((await this.#family(product)) ?? [])
      } catch (error) {
        failures.push(error)
      }
    })
    if (failures.length > 0) throw failures.find((error) => error instanceof NoMoreCalls) ?? failures[0]
  }

  #take(family: ItemFields[]): void {
    if (family.length > 0) this.#families.push(family)
    this.#read += 1
    this.#options.onProgress()
  }

  /** Items without their models. Shopee may leave some out: those are asked for once more, by themselves. */
  async #products(ids: string[]): Promise<ItemFields[]> {
    const found = await this.#baseInfo(ids)
    const lacking = ids.filter((id) => !found.has(id))
    if (lacking.length === 0) return [...found.values()]
    const again = await this.#baseInfo(lacking, 'again ')
    for (const [id, item] of again) found.set(id, item)
    for (const id of ids) {
      if (!found.has(id)) this.unread.push({ id, reason: 'Shopee tells nothing of it.' })
    }
    return [...found.values()]
  }

  async #baseInfo(ids: string[], name = ''): Promise<Map<string, ItemFields>> {
    const { client, memo, facts, signal, onProgress } = this.#options
    const key = `base ${name}${ids[0]}-${ids.at(-1)}-${ids.length}`
    const kept = memo.recall(key) as ItemFields[] | undefined
    if (kept !== undefined) return byId(kept)
    const wanted = new Set(ids)
    const answer = await client
      .call('product.get_item_base_info', { item_id_list: ids.join(',') }, signal)
      // Nothing at all is told of items that have gone.
      .catch((error: unknown) => nothingFor(error))
    const rows = asRecords(answer.item_list).flatMap((raw) => convertItem(raw, facts) ?? [])
    const items = rows.filter(({ product }) => wanted.has(product.id)).map(({ fields }) => fields)
    memo.keep(key, items as unknown as Json)
    onProgress()
    return byId(items)
  }

  /** `null` when its models cannot be read. */
  async #family(item: ItemFields): Promise<ItemFields[] | null> {
    const id = String(item.product_id)
    try {
      return withModels(item, await this.#models(id))
    } catch (error) {
      if (!(error instanceof ShopeeError) || !isOfClass(error, 'item', 'request', 'server', 'garbled')) throw error
      this.unread.push({ id, reason: `Its models cannot be read: ${error.message}` })
      return null
    }
  }

  async #models(id: string): Promise<Model[]> {
    const { client, memo, facts, signal } = this.#options
    const key = `models ${id}`
    const kept = memo.recall(key) as Model[] | undefined
    if (kept !== undefined) return kept
    const answer = await client.call('product.get_model_list', { item_id: id }, signal)
    const models = convertModels(answer, { currency: REGIONS[facts.region]?.currency ?? null, shared: facts.shared })
    memo.keep(key, models)
    return models
  }
}

function byId(items: ItemFields[]): Map<string, ItemFields> {
  return new Map(items.map((item) => [String(item.product_id), item]))
}

function nothingFor(error: unknown): { item_list?: unknown } {
  if (isOfClass(error, 'item')) return {}
  throw error
}
