import { elapsedOf } from '../../../../model/clock.ts'
import { counted } from '../../../../model/counted.ts'
import { grouped } from '../../../../model/figures.ts'
import type { LiveResource } from '../../../../model/live.ts'
import type { WholeRead } from '../../bulk-whole.ts'
import { PRODUCTS_COUNT } from '../../documents.ts'
import { type Family, idOf } from '../../gather.ts'
import { asCount, asRecord, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { type DirectContext, readDirect } from './direct.ts'
import { filesAmong, type ReadProduct, readProduct } from './live.ts'
import { inOrder, type RawProduct } from './live-raw.ts'
import { OTHERS } from './live-seen.ts'
import { readFiles } from './read-bulk.ts'
import { catalogueText, metafieldsText } from './read-bulk-text.ts'
import type { ReadSelection } from './read-selection.ts'

/** All products of a shop at about one moment. */
export interface CatalogueRead {
  products: ReadProduct[]
  /** Pictures that products show, by their names. */
  files: LiveResource[]
  complete: boolean
  /** Why it is not, for people. */
  gap: string | null
  /** Why nothing at all could be read; `null`: what there is was read. */
  nothing: string | null
  selection: ReadSelection
  /** Milliseconds of the elapsed time: when it began, and when it was over. */
  began: number
  ended: number
}

/** Products that changed while the file was written are read one by one; more of them are a gap. */
const MOST_AGAIN = 50

/** @throws ShopifyError, NoMoreCalls */
export async function readCatalogue(context: DirectContext): Promise<CatalogueRead> {
  const { client, session, selection, seen } = context
  const { clock } = client.options
  const [began, at] = [elapsedOf(clock), clock.now()]
  const before = await countProducts(session)
  const files = await readFiles(
    { products: catalogueText(selection), ...(selection.all ? { metafields: metafieldsText() } : {}) },
    context,
  )
  const [main, further] = files as [WholeRead, WholeRead?]
  const taken = taking({ main, further: further ?? null, reading: { selection, at } })
  const missed = await readAgain(taken, context)
  const twice = withoutTwice(taken.products)
  for (const product of taken.products) seen.keep(product.seen)
  const roots = main.lines?.roots ?? 0
  const expected = main.whole && roots < before ? Math.min(before, await countProducts(session)) : before
  const gaps = [
    ...files.filter(({ whole }) => !whole).map(({ reason }) => `a bulk operation did not come to its end: ${reason}`),
    ...(roots < expected ? [`the shop counts ${counted(expected, 'product')}, and ${grouped(roots)} came`] : []),
    ...(missed > 0 ? [`${counted(missed, 'product')} changed while they were read`] : []),
    ...twice.map((key) => `two products carry the key ${key}`),
  ]
  session.progress({ what: 'products', read: taken.products.length, of: expected })
  return {
    ...{ products: taken.products, files: filesAmong(taken.media), selection, began, ended: elapsedOf(clock) },
    ...{ complete: gaps.length === 0, gap: gaps[0] ?? null, nothing: main.lines === null ? main.reason : null },
  }
}

/** Products that changed while the file was written. @returns how many could not be read all the same */
async function readAgain(taken: Taken, context: DirectContext): Promise<number> {
  const { changed, unread, products } = taken
  if (changed.length > MOST_AGAIN) return changed.length + unread
  products.push(
    ...(await readDirect(
      changed.map((id) => ({ id })),
      context,
    )),
  )
  return unread
}

export async function countProducts(session: Session): Promise<number> {
  const { productsCount } = await session.query(PRODUCTS_COUNT, { query: null })
  return asCount(asRecord(productsCount).count) ?? 0
}

interface Taken {
  products: ReadProduct[]
  media: RawRecord[]
  /** gids of products that the file does not hold as they say they are. */
  changed: string[]
  /** Products without an id to read them by. */
  unread: number
}

interface TakingContext {
  reading: { selection: ReadSelection; at: number }
  main: WholeRead
  /** `null`: there is no other file. */
  further: WholeRead | null
}

/** The products of a file. Of one that is not whole, what may be cut is left out. */
function taking(context: TakingContext): Taken {
  const { lines, whole } = context.main
  const taken: Taken = { products: [], media: [], changed: [], unread: 0 }
  let left = lines?.roots ?? 0
  for (const family of lines?.families() ?? []) {
    left -= 1
    // What belongs to a product follows it, so that only the last one can be cut.
    if (whole || left > 0) takeFamily(family, taken, context)
  }
  return taken
}

function takeFamily(family: Family, taken: Taken, { main, further, reading }: TakingContext): void {
  const gid = String(family.product.id)
  const more = further?.lines?.familyOf(gid) ?? null
  const lacksMore = further !== null && !family.variants.every(({ id }) => more?.below.has(String(id)))
  const read = lacksMore || !isWhole(family) ? null : readProduct(rawOf(family, more, reading.selection), reading)
  if (read) {
    taken.products.push(read)
    taken.media.push(...family.media)
  } else if (idOf(gid) === null) taken.unread += 1
  else if (main.whole) taken.changed.push(gid)
}

/** It has as many variants and media as it says. */
function isWhole({ product, variants, media }: Family): boolean {
  const [expected, pictures] = [product.variantsCount, product.mediaCount].map((count) =>
    asCount(asRecord(count).count),
  )
  return (
    variants.length > 0 &&
    variants.length === (expected ?? variants.length) &&
    media.length === (pictures ?? media.length)
  )
}

function rawOf(family: Family, more: Family | null, { collections, publications }: ReadSelection): RawProduct {
  return {
    product: family.product,
    variants: inOrder(family.variants),
    media: family.media,
    collections: collections ? family.collections : null,
    publications: publications ? family.publications : null,
    metafields: more?.metafields ?? [],
    below: (variant) => more?.below.get(variant)?.metafields ?? [],
  }
}

/**
 * Takes the key from whatever carries one that another product has too, and tells the keys: no two have the same at one
 * moment, but a read is not one moment.
 */
function withoutTwice(products: ReadProduct[]): string[] {
  const keys = new Set<string>()
  const twice: string[] = []
  for (const { live, seen } of products) {
    if (seen.key === null) continue
    if (!keys.has(seen.key)) keys.add(seen.key)
    else {
      twice.push(seen.key)
      live.key = `${OTHERS}${idOf(seen.id)}`
      seen.key = null
    }
  }
  return twice
}
