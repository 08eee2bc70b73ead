import type { Clock } from '../../model/clock.ts'
import { texts } from '../../model/fields.ts'
import type { LiveResource, LiveState, Want } from '../../model/live.ts'
import type { Named } from '../../model/target.ts'
import { readAssets } from './assets.ts'
import type { Session } from './client.ts'
import { type Columns, chooseColumns } from './columns.ts'
import { toProduct } from './convert.ts'
import type { Definitions } from './definitions.ts'
import { PLYTIX } from './facts.ts'
import { readFamily } from './family.ts'
import { attributePath } from './kinds.ts'
import type { OwnWrites } from './own-writes.ts'
import { getProducts } from './products.ts'
import { readBatch, readRows } from './read-rows.ts'
import type { PimAttribute, PimFamily, PimRelationship } from './records.ts'
import type { PlytixSettings } from './settings.ts'

export interface ReadContext {
  session: Session
  settings: PlytixSettings
  definitions: Definitions
  writes: OwnWrites
  clock: Clock
}

/** Everything that a plan compares with, in pages. @throws ProviderError */
export async function readState(context: ReadContext, want: Want): Promise<LiveState> {
  const { session, settings, definitions, clock } = context
  const read_at = new Date(clock.now()).toISOString()
  definitions.reset()
  const [columns, family] = await Promise.all([
    columnsOf(context, want),
    settings.family === null ? null : readFamily(session, settings.family),
  ])
  const { records, complete, gap } = await readRows(session, columns.names)
  const rows = records.map((record) => toProduct(record, columns.wanted))
  const product = await fillFamilies(context, await current(context, rows, columns), { want, family })
  const { assets, whole } = await readAssets(session, unexplainedAssets(product, { want, gallery: settings.gallery }))
  return {
    read_at,
    complete: complete && whole,
    ...(complete && whole ? {} : { gap: complete ? 'the list of assets is not as long as it counts' : gap }),
    resources: { ...(await definitionsOf(context, family)), product, asset: assets },
    missing: columns.missing,
  }
}

async function definitionsOf({ session, definitions }: ReadContext, family: PimFamily | null) {
  return {
    attribute: [...(await definitions.attributes(session)).values()].map((one) => attributeResource(one, family)),
    relationship: [...(await definitions.relationships(session)).values()].map(relationshipResource),
    family: family ? [familyResource(family)] : [],
  }
}

function attributeResource({ id, label, name, type, options }: PimAttribute, family: PimFamily | null): LiveResource {
  const inFamily = family?.attributes.includes(label) ? { family: family.name } : {}
  return { kind: 'attribute', key: label, id, fields: { name, type, options, ...inFamily } }
}

function relationshipResource({ id, label, name }: PimRelationship): LiveResource {
  return { kind: 'relationship', key: label, id, fields: { name } }
}

function familyResource({ id, name, attributes }: PimFamily): LiveResource {
  return { kind: 'family', key: name, id, fields: { attributes } }
}

/** Some resources by exact key. Assets are not looked up: their upload tells. @throws ProviderError */
export async function look(context: ReadContext, named: readonly Named[], want: Want): Promise<LiveResource[]> {
  const byKind = Map.groupBy(named, ({ kind }) => kind)
  const skus = (byKind.get('product') ?? []).map(({ key }) => key)
  const asks = ['attribute', 'relationship', 'family'].some((kind) => byKind.has(kind))
  const [products, defined] = [
    skus.length > 0 ? await readBySku(context, skus, want) : [],
    asks ? await lookDefinitions(context) : [],
  ]
  const isAsked = ({ kind, key }: LiveResource) => byKind.get(kind)?.some((one) => one.key === key) ?? false
  return [...products, ...defined.filter(isAsked)]
}

async function lookDefinitions(context: ReadContext): Promise<LiveResource[]> {
  const { session, settings, definitions } = context
  definitions.reset()
  const family = settings.family === null ? null : await readFamily(session, settings.family)
  return Object.values(await definitionsOf(context, family)).flat()
}

async function readBySku(context: ReadContext, skus: string[], want: Want): Promise<LiveResource[]> {
  const { names, wanted } = await columnsOf(context, want)
  const unique = [...new Set(skus)]
  const found: LiveResource[] = []
  for (let start = 0; start < unique.length; start += PLYTIX.page) {
    const batch = new Set(unique.slice(start, start + PLYTIX.page))
    const records = await readBatch(context.session, names, [...batch])
    found.push(...records.map((record) => toProduct(record, wanted)).filter(({ key }) => batch.has(key)))
  }
  return context.writes.refresh(context.session, found, wanted)
}

async function columnsOf({ session, settings, definitions }: ReadContext, want: Want): Promise<Columns> {
  const [attributes, relationships] = await Promise.all([
    definitions.attributes(session),
    definitions.relationships(session),
  ])
  return chooseColumns(want, settings, { attributes, relationships })
}

/** The rows as they stand after the writes made here, which searches may not show yet. */
async function current({ session, writes }: ReadContext, rows: LiveResource[], { wanted }: Columns) {
  const unseen = await writes.unseen(session, rows, wanted)
  return [...(await writes.refresh(session, rows, wanted)), ...unseen]
}

interface Gap {
  want: Want
  family: PimFamily | null
}

/** Searches never show a product's family: only when the family lacks products is each one asked for its own. */
async function fillFamilies({ session }: ReadContext, products: LiveResource[], { want, family }: Gap) {
  const owned = products.filter(({ key }) => want.owns(key))
  if (!family || family.products >= owned.length) return products
  const read = await getProducts(
    session,
    owned.map(({ id }) => id),
    { attributes: new Map(), relationships: [] },
  )
  const families = new Map(read.map((product) => [product.id, product.fields.family ?? null]))
  return products.map((product) => {
    const found = families.get(product.id)
    return found === undefined ? product : { ...product, fields: { ...product.fields, family: found } }
  })
}

function unexplainedAssets(
  products: LiveResource[],
  { want: { owns, explained }, gallery }: { want: Want; gallery: string },
): Set<string> {
  const unexplained = products.filter((product) => owns(product.key) && !explained(product))
  return new Set(
    unexplained.flatMap(({ fields: { thumbnail, ...fields } }) => [
      ...texts(fields[attributePath(gallery)]),
      ...(typeof thumbnail === 'string' ? [thumbnail] : []),
    ]),
  )
}
