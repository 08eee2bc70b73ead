import type { Session } from '../../database/database.ts'
import type { LiveResource } from '../../model/live.ts'
import { PAGE } from './kinds.ts'
import { BASELINE, MAPPING, PRODUCT, VARIANT } from './names.ts'
import { pagesOf } from './read.ts'
import type { SourceWants } from './source-settings.ts'
import { type Table, tableOf } from './tables.ts'

/** An image that is kept. */
export type Asset = {
  filename: string
  url: string
}

/** A master with what belongs to it. */
export interface Family {
  product: LiveResource
  /** By SKU. */
  variants: LiveResource[]
  /** Listings of it on platforms. */
  mappings: LiveResource[]
}

export interface Families {
  families: Family[]
  /** By id. */
  assets: Map<string, Asset>
}

export type Narrowed = Pick<SourceWants, 'organisation' | 'statuses'>

const OF_PRODUCTS = 't.status = ANY ($3::text[])'
const OF_OTHERS =
  'EXISTS (SELECT 1 FROM master_products p WHERE p.id = t.product_id AND p.account = $1 AND p.status = ANY ($3::text[]))'

/** Masters of the wanted statuses with all that belongs to them, page by page in the caller's transaction. */
export async function readFamilies(
  session: Session,
  { organisation, statuses }: Narrowed,
  onPage: (rows: number) => void,
): Promise<Families> {
  const rowsOf = async (kind: string, condition: string): Promise<LiveResource[]> => {
    const rows: LiveResource[] = []
    const only = { condition, value: statuses }
    for await (const page of pagesOf(session, withoutBaseline(kind), { organisation, only })) {
      rows.push(...page)
      onPage(page.length)
    }
    return rows
  }
  const products = await rowsOf(PRODUCT, OF_PRODUCTS)
  const variants = Map.groupBy(await rowsOf(VARIANT, OF_OTHERS), ({ fields }) => fields.product)
  const mappings = Map.groupBy(await rowsOf(MAPPING, OF_OTHERS), ({ fields }) => fields.product)
  const families = products.map((product) => ({
    product,
    variants: (variants.get(product.id) ?? []).toSorted(byKey),
    mappings: (mappings.get(product.id) ?? []).toSorted(byKey),
  }))
  return { families, assets: await readPictures(session, organisation) }
}

/** Servers order texts in different ways. */
const byKey = (a: LiveResource, b: LiveResource): number => (a.key < b.key ? -1 : Number(a.key > b.key))

/** What was last written says nothing to others, and is the longest of all columns. */
function withoutBaseline(kind: string): Table {
  const table = tableOf(kind) as Table
  return { ...table, columns: table.columns.filter(({ path }) => path !== BASELINE) }
}

async function readPictures({ run }: Session, organisation: string): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>()
  for (let after = '0'; ; ) {
    const rows = await run<Asset & { id: string }>(
      'read asset',
      `SELECT id::text AS id, filename, url FROM assets t
       WHERE account = $1 AND t.id > $2::bigint ORDER BY t.id LIMIT ${PAGE}`,
      [organisation, after],
    )
    for (const { id, filename, url } of rows) assets.set(id, { filename, url })
    if (rows.length < PAGE) return assets
    after = String(rows.at(-1)?.id)
  }
}
