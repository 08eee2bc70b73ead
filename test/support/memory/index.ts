import { ProviderError } from '../../../src/model/errors.ts'
import type { LiveResource } from '../../../src/model/live.ts'
import type { Settings } from '../../../src/model/settings.ts'
import type { Applied, CallCounts, Change, Named, Target } from '../../../src/model/target.ts'
import { plytixSettings } from '../../../src/providers/plytix/asked.ts'
import type { PimWorkspace } from '../../../src/providers/plytix/pim-workspace.ts'
import { definitionResources, type PimProduct, productResource } from '../pim.ts'
import { addOptions, createAttribute, createRelationship, extendFamily, uploadAsset } from './definitions.ts'
import { addLinks, createProduct, updateProduct } from './products.ts'
import { type Query, readAll, readDefinitions, readProducts } from './read.ts'
import { deleteAsset, deleteProduct, removeLinks } from './removals.ts'
import { createStore, type MemorySeed, type MemorySnapshot, type Store, takeSnapshot } from './store.ts'
import { MEMORY, memoryTraits } from './traits.ts'

export interface MemoryOptions {
  seed?: MemorySeed
  account?: string
  /** What decides what the account holds for a workspace; without it the usual names and no family. */
  workspace?: PimWorkspace
  /** Answers in place of the account, when it gives an answer; may throw, as a broken connection would. */
  answer?: (change: Change) => Applied | null
  /** How many turns of the event loop's microtasks a write takes before it is done; 0 without it. */
  ticks?: (change: Change) => number
}

export interface MemoryTarget extends Target {
  snapshot(): MemorySnapshot
  /** The same account as a target of another workspace. */
  as(workspace: PimWorkspace): MemoryTarget
}

/** Every attribute that the account has is known; the usual relationships and gallery. */
function usualWorkspace(seed: MemorySeed): PimWorkspace {
  const position = { file: 'specs/attributes.yaml', line: 1, column: 1 }
  const common = { from: null, value: null, write: 'always' as const, clear: false, position }
  const settings = {
    target: {
      provider: 'memory',
      sku: 'AMZN-{marketplace}-{asin}',
      family: null,
      gallery: 'amazon_images',
      canonical: {
        exclude_sku_prefixes: [],
        identifiers: [],
        match: { model_fallbacks: true, model_size: false },
      },
      options: {},
    },
    relationships: {
      hierarchy: { label: 'amazon_hierarchy', name: 'Amazon Hierarchy' },
      listings: { label: 'amazon_listings', name: 'Amazon Listings' },
    },
    policy: { create_definitions: true, baseline: 'account' } as Settings['policy'],
  }
  return { settings, attributes: (seed.attributes ?? []).map((attribute) => ({ ...common, ...attribute })) }
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
  const countPages = (rows: number): void => count('reads', Math.max(1, Math.ceil(rows / MEMORY.page)))
  const inWorkspace = (workspace: PimWorkspace, settings = plytixSettings(workspace)): MemoryTarget => ({
    traits: memoryTraits(workspace),
    async connect(signal) {
      signal.throwIfAborted()
      return { account, windows: [] }
    },
    async read(want, signal) {
      signal.throwIfAborted()
      countPages(store.products.size)
      return readAll(store, { want, settings })
    },
    async look(named, want, signal) {
      signal.throwIfAborted()
      const skus = named.filter(({ kind }) => kind === 'product').map(({ key }) => key)
      if (skus.length > 0) countPages(skus.length)
      if (skus.length < named.length) countPages(1)
      return [
        ...readProducts(store, findProducts(store, skus), { want, settings }).map(productResource),
        ...definitionsAmong(store, named, settings),
      ]
    },
    async write(change, signal) {
      signal.throwIfAborted()
      count('writes', change.kind === 'product' && change.fields.family ? 2 : 1)
      for (let tick = ticks?.(change) ?? 0; tick > 0; tick--) await undefined
      return answer?.(change) ?? perform(store, change)
    },
    calls: () => ({ ...counts }),
    allow(calls) {
      allowed = calls
    },
    async close() {},
    snapshot: () => takeSnapshot(store),
    as: (other) => inWorkspace(other),
  })
  return inWorkspace(options.workspace ?? usualWorkspace(seed))
}

function findProducts(store: Store, skus: string[]): PimProduct[] {
  return [...new Set(skus)].flatMap((sku) => store.products.get(store.skus.get(sku) ?? '') ?? [])
}

function definitionsAmong(store: Store, named: readonly Named[], { family }: Query['settings']): LiveResource[] {
  const asked = new Set(named.map(({ kind, key }) => `${kind}.${key}`))
  return Object.values(definitionResources(readDefinitions(store, family)))
    .flat()
    .filter(({ kind, key }) => asked.has(`${kind}.${key}`))
}

function perform(store: Store, change: Change): Applied {
  switch (`${change.kind}:${change.action}`) {
    case 'attribute:create':
      return createAttribute(store, change)
    case 'attribute:update':
      return addOptions(store, change)
    case 'relationship:create':
      return createRelationship(store, change)
    case 'family:update':
      return extendFamily(store, change)
    case 'asset:create':
      return uploadAsset(store, change)
    case 'product:create':
      return createProduct(store, change)
    case 'product:update':
      return updateProduct(store, change)
    case 'link:update':
      return addLinks(store, change)
    case 'link:delete':
      return removeLinks(store, change)
    case 'product:delete':
      return deleteProduct(store, change)
    case 'asset:delete':
      return deleteAsset(store, change)
    default:
      throw new Error(`The account in memory cannot ${change.action} a ${change.kind}.`)
  }
}
