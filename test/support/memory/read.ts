import { ProviderError } from '../../../src/model/errors.ts'
import { isEmpty, type Json, type JsonObject } from '../../../src/model/json.ts'
import type { LiveState, Want } from '../../../src/model/live.ts'
import type { PlytixSettings } from '../../../src/providers/plytix/settings.ts'
import { liveState, type PimFamily, type PimProduct, type PimState, productResource } from '../pim.ts'
import type { Store } from './store.ts'
import { MEMORY } from './traits.ts'

/** What to read, and what the workspace asks of the account. */
export interface Query {
  want: Want
  settings: PlytixSettings
}

export function readAll(store: Store, query: Query): LiveState {
  const products = readProducts(store, [...store.products.values()], query)
  return liveState({
    read_at: store.nextTime(),
    complete: true,
    ...readDefinitions(store, query.settings.family),
    products,
    assets: unexplainedAssets(store, products, query),
    missing_columns: columns(query, store)
      .filter((label) => !store.labels.has(label))
      .map((label) => `attributes.${label}`),
  })
}

export function readDefinitions(
  store: Store,
  family: string | null,
): Pick<PimState, 'attributes' | 'relationships' | 'family'> {
  return {
    attributes: structuredClone([...store.attributes.values()]),
    relationships: structuredClone([...store.relationships.values()]),
    family: findFamily(store, family),
  }
}

/** Copies of products with the columns that were asked for. */
export function readProducts(store: Store, products: PimProduct[], query: Query): PimProduct[] {
  const labels = columns(query, store)
  const relationships = [...store.relationships.values()].filter(({ label, name }) =>
    query.settings.relationships.some((wanted) => wanted.label === label || wanted.name === name),
  )
  return products.map(({ attributes, links, family, ...rest }) => ({
    ...structuredClone(rest),
    attributes: pick(attributes, labels),
    links: pick(
      links,
      relationships.map(({ label }) => label),
    ) as { [label: string]: string[] },
    ...(query.settings.family === null ? {} : { family: family ?? null }),
  }))
}

function columns({ want, settings }: Query, store: Store): string[] {
  const { paths, also = () => false } = want
  const asked = paths.flatMap((path) => (path.startsWith('attributes.') ? path.slice('attributes.'.length) : []))
  const further = [...store.labels.keys()].filter((label) => also(`attributes.${label}`))
  return [...new Set([...asked, settings.gallery, MEMORY.baseline.label, ...further])]
}

function pick(values: JsonObject, keys: string[]): JsonObject {
  const found = keys.filter((key) => !isEmpty(values[key]))
  return Object.fromEntries(found.map((key) => [key, structuredClone(values[key] as Json)]))
}

function findFamily(store: Store, wanted: string | null): PimFamily | null {
  if (wanted === null) return null
  const family = [...store.families.values()].find(({ id, name }) => id === wanted || name === wanted)
  if (!family) throw new ProviderError('family-missing', `${MEMORY.title} has no product family ${wanted}.`)
  return structuredClone(family)
}

function unexplainedAssets(store: Store, products: PimProduct[], { want, settings }: Query): PimState['assets'] {
  const galleries = products
    .filter((product) => want.owns(product.sku) && !want.explained(productResource(product)))
    .flatMap(({ attributes, thumbnail }) => [
      ...((attributes[settings.gallery] ?? []) as string[]),
      ...(thumbnail === undefined ? [] : [thumbnail]),
    ])
  return [...new Set(galleries)].flatMap((id) => {
    const asset = store.assets.get(id)
    return asset ? [{ id, filename: asset.filename }] : []
  })
}
