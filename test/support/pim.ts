import type { Fields } from '../../src/model/fields.ts'
import { isEmpty, type Json } from '../../src/model/json.ts'
import type { LiveResource, LiveState } from '../../src/model/live.ts'

/** What a product information manager holds, as tests write it down: records by kind, with nested attributes and links. */

export interface PimAttribute {
  id: string
  label: string
  name: string
  type: string
  options: string[]
}

export interface PimRelationship {
  id: string
  label: string
  name: string
}

export interface PimFamily {
  id: string
  name: string
  /** Labels of the attributes in the family. */
  attributes: string[]
}

export interface PimAsset {
  id: string
  filename: string
}

/** Asset and product references are ids. */
export interface PimProduct {
  id: string
  sku: string
  label?: string
  gtin?: string
  status?: string
  thumbnail?: string
  attributes: { [label: string]: Json }
  /** Ids of related products, by relationship label. */
  links: { [label: string]: string[] }
  modified?: string
  /** Family id, `null` for none, absent when it was not read. */
  family?: string | null
}

export interface PimState {
  read_at: string
  complete: boolean
  gap?: string | null
  attributes: PimAttribute[]
  relationships: PimRelationship[]
  family: PimFamily | null
  products: PimProduct[]
  assets: PimAsset[]
  missing_columns: string[]
}

export function productResource({ id, sku, attributes, links, modified, ...own }: PimProduct): LiveResource {
  const fields: Fields = {}
  const put = (path: string, value: Json | undefined): void => {
    if (path === 'family' || !isEmpty(value)) fields[path] = value as Json
  }
  for (const [path, value] of Object.entries(own)) put(path, value)
  for (const label in attributes) put(`attributes.${label}`, attributes[label])
  for (const label in links) put(`links.${label}`, links[label])
  return {
    kind: 'product',
    key: sku,
    id,
    fields,
    ...(modified === undefined ? {} : { modified }),
  }
}

/** The same the other way round. */
export function productRecord({ id, key, fields, modified }: LiveResource): PimProduct {
  const record: PimProduct = {
    id,
    sku: key,
    attributes: {},
    links: {},
    ...(modified === undefined ? {} : { modified }),
  }
  for (const [path, value] of Object.entries(fields)) {
    if (path.startsWith('attributes.')) record.attributes[path.slice('attributes.'.length)] = value
    else if (path.startsWith('links.')) record.links[path.slice('links.'.length)] = value as string[]
    else Object.assign(record, { [path]: value })
  }
  return record
}

function attributeResource({ id, label, ...fields }: PimAttribute, family: PimFamily | null): LiveResource {
  const own: Fields = { ...fields, ...(family?.attributes.includes(label) ? { family: family.name } : {}) }
  return { kind: 'attribute', key: label, id, fields: own }
}

export function definitionResources({
  attributes,
  relationships,
  family,
}: Pick<PimState, 'attributes' | 'relationships' | 'family'>): { [kind: string]: LiveResource[] } {
  return {
    attribute: attributes.map((attribute) => attributeResource(attribute, family)),
    relationship: relationships.map(({ id, label, name }) => ({
      kind: 'relationship',
      key: label,
      id,
      fields: { name },
    })),
    family: family
      ? [{ kind: 'family', key: family.name, id: family.id, fields: { attributes: family.attributes } }]
      : [],
  }
}

export function liveState(state: PimState): LiveState {
  const { read_at, complete, gap, products, assets, missing_columns } = state
  return {
    read_at,
    complete,
    ...(gap === undefined ? {} : { gap }),
    resources: {
      ...definitionResources(state),
      product: products.map(productResource),
      asset: assets.map(({ id, filename }) => ({ kind: 'asset', key: filename, id, fields: {} })),
    },
    missing: missing_columns,
  }
}
