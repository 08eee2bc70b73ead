import type { PimAttribute, PimFamily, PimProduct, PimRelationship } from '../pim.ts'

export interface MemoryAsset {
  id: string
  filename: string
  url: string
}

/** What an account holds before a test begins; ids are free texts, given by whoever seeds. */
export interface MemorySeed {
  attributes?: PimAttribute[]
  relationships?: PimRelationship[]
  families?: PimFamily[]
  assets?: MemoryAsset[]
  products?: PimProduct[]
}

/** Everything that the account holds, as a copy. */
export type MemorySnapshot = Required<MemorySeed>

/** The account: one map per kind, by id. */
export interface Store {
  attributes: Map<string, PimAttribute>
  relationships: Map<string, PimRelationship>
  families: Map<string, PimFamily>
  assets: Map<string, MemoryAsset>
  products: Map<string, PimProduct>
  /** Ids by SKU and by file name, and attribute ids by label. */
  skus: Map<string, string>
  filenames: Map<string, string>
  labels: Map<string, string>
  /** A new id, never seen before. */
  nextId(kind: string): string
  /** The time of a write: one second later than the last. */
  nextTime(): string
}

const FIRST_WRITE = Date.UTC(2026, 0, 1)

export function createStore(seed: MemorySeed): Store {
  const copy = structuredClone(seed)
  const { attributes = [], relationships = [], families = [], assets = [], products = [] } = copy
  let ids = 0
  let writes = 0
  return {
    attributes: byId(attributes),
    relationships: byId(relationships),
    families: byId(families),
    assets: byId(assets),
    products: byId(products),
    skus: new Map(products.map(({ sku, id }) => [sku, id])),
    filenames: new Map(assets.map(({ filename, id }) => [filename, id])),
    labels: new Map(attributes.map(({ label, id }) => [label, id])),
    nextId: (kind) => `${kind}-new-${++ids}`,
    nextTime: () => new Date(FIRST_WRITE + ++writes * 1000).toISOString(),
  }
}

export function takeSnapshot(store: Store): MemorySnapshot {
  const { attributes, relationships, families, assets, products } = store
  return structuredClone({
    attributes: [...attributes.values()],
    relationships: [...relationships.values()],
    families: [...families.values()],
    assets: [...assets.values()],
    products: [...products.values()],
  })
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]))
}
