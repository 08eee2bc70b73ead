import type { Json, JsonObject } from '../../src/model/json.ts'
import { isEmpty } from '../../src/model/json.ts'
import type { ProductSeed } from '../../src/sandbox/plytix/account-seed.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { urlOf } from './account-seed.ts'
import type { MemorySeed } from './memory/store.ts'
import type { PimProduct } from './pim.ts'
import { memoryType } from './world-specs.ts'

const labelOf = (name: string): string => name.toLowerCase().replaceAll(' ', '_')
const productId = (sku: string): string => `p-${sku}`
const assetId = (filename: string): string => `a-${filename}`

/** The same account in the reference target. */
export function memorySeed(seed: AccountSeed): MemorySeed {
  const { attributes = [], relationships = [], families = [], assets = [], products = [] } = seed
  return {
    attributes: attributes.map(({ name, type_class, options = [] }) => {
      const label = labelOf(name)
      return { id: `t-${label}`, label, name, type: memoryType(type_class), options }
    }),
    relationships: relationships.map(({ name }) => ({ id: `r-${labelOf(name)}`, label: labelOf(name), name })),
    families: families.map(({ name, attributes: labels = [] }) => ({ id: `f-${name}`, name, attributes: labels })),
    assets: assets.map(({ filename }) => ({ id: assetId(filename), filename, url: urlOf(filename) })),
    products: products.map((product) => memoryProduct(product, seed)),
  }
}

function memoryProduct({ sku, label, gtin, status, thumbnail, attributes = {} }: ProductSeed, seed: AccountSeed) {
  const links: PimProduct['links'] = {}
  for (const { source, relationship, targets } of seed.links ?? []) {
    if (source !== sku) continue
    const ids = targets.map((target) => productId(typeof target === 'string' ? target : target.sku))
    links[relationship] = [...new Set([...(links[relationship] ?? []), ...ids])]
  }
  return {
    id: productId(sku),
    sku,
    attributes: withAssetIds(attributes),
    links,
    family: null,
    ...(isEmpty(label) ? {} : { label: String(label) }),
    ...(isEmpty(gtin) ? {} : { gtin: String(gtin) }),
    ...(status === undefined ? {} : { status }),
    ...(thumbnail === undefined ? {} : { thumbnail: assetId(thumbnail) }),
  }
}

function withAssetIds(attributes: JsonObject): JsonObject {
  const entries = Object.entries(attributes).filter(([, value]) => !isEmpty(value))
  return Object.fromEntries(
    entries.map(([label, value]): [string, Json] => [
      label,
      label === 'amazon_images' && Array.isArray(value) ? value.map((name) => assetId(String(name))) : value,
    ]),
  )
}
