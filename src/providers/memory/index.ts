import { ProviderError } from '../../model/errors.ts'
import type { LiveProduct } from '../../model/live.ts'
import type { Applied, CallCounts, Target, Write } from '../../model/target.ts'
import { addOptions, createAttribute, createRelationship, extendFamily, uploadAsset } from './definitions.ts'
import { addLinks, createProduct, updateProduct } from './products.ts'
import { readAll, readDefinitions, readProducts } from './read.ts'
import { createStore, type MemorySeed, type MemorySnapshot, type Store, takeSnapshot } from './store.ts'
import { MEMORY_TRAITS } from './traits.ts'

export interface MemoryOptions {
  seed?: MemorySeed
  account?: string
  /** Answers in place of the account, when it gives an answer; may throw, as a broken connection would. */
  answer?: (write: Write) => Applied | null
  /** How many turns of the event loop's microtasks a write takes before it is done; 0 without it. */
  ticks?: (write: Write) => number
}

export interface MemoryTarget extends Target {
  snapshot(): MemorySnapshot
}

/** The reference target: an account in memory, as strict as a real one. */
export function createMemoryTarget(options: MemoryOptions = {}): MemoryTarget {
  const { seed = {}, account = 'memory', answer, ticks } = options
  const store = createStore(seed)
  const counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  let allowed = Number.POSITIVE_INFINITY
  const count = (kind: 'reads' | 'writes', calls: number): void => {
    if (calls > allowed) throw new ProviderError('budget', 'The allowance of calls is used up.')
    allowed -= calls
    counts[kind] += calls
  }
  const countPages = (rows: number): void => count('reads', Math.max(1, Math.ceil(rows / MEMORY_TRAITS.page_size)))
  return {
    traits: MEMORY_TRAITS,
    async connect(signal) {
      signal.throwIfAborted()
      return { account, windows: [] }
    },
    async read(query, signal) {
      signal.throwIfAborted()
      countPages(store.products.size)
      return readAll(store, query)
    },
    async look(skus, query, signal) {
      signal.throwIfAborted()
      countPages(skus.length)
      return readProducts(store, findProducts(store, skus), query)
    },
    async write(write, signal) {
      signal.throwIfAborted()
      count('writes', 'family' in write && write.kind === 'product' && write.family ? 2 : 1)
      for (let tick = ticks?.(write) ?? 0; tick > 0; tick--) await undefined
      return answer?.(write) ?? perform(store, write)
    },
    async definitions(query, signal) {
      signal.throwIfAborted()
      countPages(1)
      return readDefinitions(store, query.family)
    },
    calls: () => ({ ...counts }),
    allow(calls) {
      allowed = calls
    },
    async close() {},
    snapshot: () => takeSnapshot(store),
  }
}

function findProducts(store: Store, skus: string[]): LiveProduct[] {
  return [...new Set(skus)].flatMap((sku) => store.products.get(store.skus.get(sku) ?? '') ?? [])
}

function perform(store: Store, write: Write): Applied {
  switch (write.kind) {
    case 'attribute':
      return write.action === 'create' ? createAttribute(store, write) : addOptions(store, write)
    case 'relationship':
      return createRelationship(store, write)
    case 'family':
      return extendFamily(store, write)
    case 'asset':
      return uploadAsset(store, write)
    case 'product':
      return write.action === 'create' ? createProduct(store, write) : updateProduct(store, write)
    case 'link':
      return addLinks(store, write)
  }
}
