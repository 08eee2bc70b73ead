import { asRecord, asRecords, asText, isRecord, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { furtherBelowDocument, furtherDocument, listsOf, type PageSizes } from './direct-documents.ts'
import { inOrder, type RawProduct } from './live-raw.ts'
import { notUnderstood } from './read-error.ts'
import type { Listed } from './read-fields.ts'
import type { ReadSelection } from './read-selection.ts'

interface PagesContext {
  session: Session
  selection: ReadSelection
  sizes: PageSizes
}

/** A product of which the first page of every list has come, with all that follows. `null`: it is gone by now. */
export async function wholeProduct(product: RawRecord, context: PagesContext): Promise<RawProduct | null> {
  const rows: { [list in Listed['name']]?: RawRecord[] } = {}
  for (const list of listsOf(context.selection)) {
    const all = await allRows(product[list.name], { ...context, list, id: String(product.id) })
    if (all === null) return null
    rows[list.name] = all
  }
  const { variants = [], media = [], collections = null, publications = null, metafields = [] } = rows
  const below = new Map<string, RawRecord[]>()
  for (const variant of context.selection.all ? variants : []) {
    const id = String(variant.id)
    const own = await allBelow(variant.metafields, { ...context, id })
    if (own === null) return null
    below.set(id, own)
  }
  return {
    ...{ product, variants: inOrder(variants), media, collections, publications, metafields },
    below: (variant) => below.get(variant) ?? NONE,
  }
}

const NONE: readonly RawRecord[] = []

interface OfList extends PagesContext {
  list: Listed
  /** gid of the product. */
  id: string
}

function allRows(first: unknown, { session, selection, sizes, list, id }: OfList): Promise<RawRecord[] | null> {
  const document = furtherDocument(list, selection, sizes)
  return follow(first, async (after) => {
    const { owner } = await session.query(document, { id, after })
    return owner === null ? null : asRecord(owner)[list.name]
  })
}

function allBelow(first: unknown, { session, sizes, id }: PagesContext & { id: string }): Promise<RawRecord[] | null> {
  const document = furtherBelowDocument(sizes)
  return follow(first, async (after) => {
    const { owner } = await session.query(document, { id, after })
    return owner === null ? null : asRecord(owner).metafields
  })
}

/** Rows of all pages; `null`: what they belong to is gone. @throws ShopifyError where a page is none, or comes again */
async function follow(first: unknown, next: (after: string) => Promise<unknown>): Promise<RawRecord[] | null> {
  const rows: RawRecord[] = []
  const cursors = new Set<string>()
  let page = first
  do {
    if (!isRecord(page) || !Array.isArray(page.nodes)) {
      throw notUnderstood({ name: 'ReadProducts' }, 'a list of a product is missing')
    }
    rows.push(...asRecords(page.nodes))
    const { hasNextPage, endCursor } = asRecord(page.pageInfo)
    if (hasNextPage !== true) return rows
    const cursor = asText(endCursor)
    if (cursor === null || cursors.has(cursor)) throw notUnderstood({ name: 'ReadFurther' }, 'its pages have no end')
    cursors.add(cursor)
    page = await next(cursor)
  } while (page !== null)
  return null
}
