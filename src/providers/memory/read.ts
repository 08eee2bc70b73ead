import { ProviderError } from '../../model/errors.ts'
import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type {
  LiveDefinitions,
  LiveFamily,
  LiveProduct,
  LiveQuery,
  LiveRelationship,
  LiveState,
} from '../../model/live.ts'
import type { Store } from './store.ts'
import { MEMORY_TRAITS } from './traits.ts'

export function readAll(store: Store, query: LiveQuery): LiveState {
  const products = readProducts(store, [...store.products.values()], query)
  return {
    read_at: store.nextTime(),
    complete: true,
    ...readDefinitions(store, query.family),
    products,
    assets: unexplainedAssets(store, products, query),
    missing_columns: columns(query, store)
      .filter((label) => !store.labels.has(label))
      .map((label) => `attributes.${label}`),
  }
}

export function readDefinitions(store: Store, family: string | null): LiveDefinitions {
  return {
    attributes: structuredClone([...store.attributes.values()]),
    relationships: structuredClone([...store.relationships.values()]),
    family: findFamily(store, family),
  }
}

/** Copies of products with the columns that were asked for. */
export function readProducts(store: Store, products: LiveProduct[], query: LiveQuery): LiveProduct[] {
  const labels = columns(query, store)
  const relationships = [...store.relationships.values()].filter((one) => asked(one, query))
  return products.map(({ attributes, links, family, ...rest }) => ({
    ...structuredClone(rest),
    attributes: pick(attributes, labels),
    links: pick(
      links,
      relationships.map(({ label }) => label),
    ) as { [label: string]: string[] },
    ...(query.family === null ? {} : { family: family ?? null }),
  }))
}

function columns({ attributes, gallery, baseline, also = () => false }: LiveQuery, store: Store): string[] {
  return [...new Set([...attributes, gallery, baseline, ...[...store.labels.keys()].filter(also)])]
}

function asked({ label, name }: LiveRelationship, query: LiveQuery): boolean {
  return query.relationships.some((wanted) => wanted.label === label || wanted.name === name)
}

function pick(values: JsonObject, keys: string[]): JsonObject {
  const found = keys.filter((key) => !isEmpty(values[key]))
  return Object.fromEntries(found.map((key) => [key, structuredClone(values[key] as Json)]))
}

function findFamily(store: Store, wanted: string | null): LiveFamily | null {
  if (wanted === null) return null
  const family = [...store.families.values()].find(({ id, name }) => id === wanted || name === wanted)
  if (!family) {
    throw new ProviderError('family-missing', `${MEMORY_TRAITS.title} has no product family ${wanted}.`)
  }
  const products = [...store.products.values()].filter((product) => product.family === family.id).length
  return { ...structuredClone(family), products }
}

function unexplainedAssets(store: Store, products: LiveProduct[], query: LiveQuery): LiveState['assets'] {
  const galleries = products
    .filter((product) => query.owns(product.sku) && !query.explained(product))
    .flatMap(({ attributes, thumbnail }) => [
      ...((attributes[query.gallery] ?? []) as string[]),
      ...(thumbnail === undefined ? [] : [thumbnail]),
    ])
  return [...new Set(galleries)].flatMap((id) => {
    const asset = store.assets.get(id)
    return asset ? [{ id, filename: asset.filename }] : []
  })
}
