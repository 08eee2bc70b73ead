import type { Clock } from '../../model/clock.ts'
import type { LiveFamily, LiveProduct, LiveQuery, LiveState } from '../../model/live.ts'
import { readAssets } from './assets.ts'
import type { Session } from './client.ts'
import { type Columns, chooseColumns } from './columns.ts'
import { toProduct } from './convert.ts'
import type { Definitions } from './definitions.ts'
import { readFamily } from './family.ts'
import type { OwnWrites } from './own-writes.ts'
import { getProducts } from './products.ts'
import { idsOf } from './raw.ts'
import { readBatch, readRows } from './read-rows.ts'
import { traits } from './traits.ts'

export interface ReadContext {
  session: Session
  definitions: Definitions
  writes: OwnWrites
  clock: Clock
}

/** Everything that a plan compares with, in pages. @throws ProviderError */
export async function readState(context: ReadContext, query: LiveQuery): Promise<LiveState> {
  const { session, definitions, clock } = context
  const read_at = new Date(clock.now()).toISOString()
  definitions.reset()
  const [columns, family] = await Promise.all([
    columnsOf(context, query),
    query.family === null ? null : readFamily(session, query.family),
  ])
  const { records, complete, gap } = await readRows(session, columns.names)
  const rows = records.map((record) => toProduct(record, columns.wanted))
  const products = await fillFamilies(context, await current(context, rows, columns), { query, family })
  const { assets, whole } = await readAssets(session, unexplainedAssets(products, query))
  return {
    read_at,
    complete: complete && whole,
    ...(complete && whole ? {} : { gap: complete ? 'the list of assets is not as long as it counts' : gap }),
    attributes: [...(await definitions.attributes(session)).values()],
    relationships: [...(await definitions.relationships(session)).values()],
    family,
    products,
    assets,
    missing_columns: columns.missing,
  }
}

/** Some products by exact SKU. @throws ProviderError */
export async function readBySku(context: ReadContext, skus: string[], query: LiveQuery): Promise<LiveProduct[]> {
  const { names, wanted } = await columnsOf(context, query)
  const unique = [...new Set(skus)]
  const found: LiveProduct[] = []
  for (let start = 0; start < unique.length; start += traits.page_size) {
    const batch = new Set(unique.slice(start, start + traits.page_size))
    const records = await readBatch(context.session, names, [...batch])
    found.push(...records.map((record) => toProduct(record, wanted)).filter(({ sku }) => batch.has(sku)))
  }
  return context.writes.refresh(context.session, found, wanted)
}

async function columnsOf({ session, definitions }: ReadContext, query: LiveQuery): Promise<Columns> {
  const [attributes, relationships] = await Promise.all([
    definitions.attributes(session),
    definitions.relationships(session),
  ])
  return chooseColumns(query, attributes, relationships)
}

/** The rows as they stand after the writes made here, which searches may not show yet. */
async function current({ session, writes }: ReadContext, rows: LiveProduct[], { wanted }: Columns) {
  const unseen = await writes.unseen(session, rows, wanted)
  return [...(await writes.refresh(session, rows, wanted)), ...unseen]
}

interface Gap {
  query: LiveQuery
  family: LiveFamily | null
}

/** Searches never show a product's family: only when the family lacks products is each one asked for its own. */
async function fillFamilies({ session }: ReadContext, products: LiveProduct[], { query, family }: Gap) {
  const owned = products.filter(({ sku }) => query.owns(sku))
  if (!family || family.products >= owned.length) return products
  const read = await getProducts(
    session,
    owned.map(({ id }) => id),
    { attributes: new Map(), relationships: [] },
  )
  const families = new Map(read.map((product) => [product.id, product.family ?? null]))
  return products.map((product) => {
    const found = families.get(product.id)
    return found === undefined ? product : { ...product, family: found }
  })
}

function unexplainedAssets(products: LiveProduct[], { owns, explained, gallery }: LiveQuery): Set<string> {
  const unexplained = products.filter((product) => owns(product.sku) && !explained(product))
  return new Set(
    unexplained.flatMap(({ attributes, thumbnail }) => [
      ...idsOf(attributes[gallery]),
      ...(thumbnail === undefined ? [] : [thumbnail]),
    ]),
  )
}
