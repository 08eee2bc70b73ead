import type { JsonObject } from '../../../../model/json.ts'
import type { Client } from '../../client.ts'
import type { Document } from '../../document.ts'
import { isOfKind } from '../../failure.ts'
import { idOf } from '../../gather.ts'
import { asRecord, isRecord, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import type { Seen } from '../seen.ts'
import { type PageSizes, productsDocument } from './direct-documents.ts'
import { wholeProduct } from './direct-pages.ts'
import { type ReadProduct, readProduct } from './live.ts'
import { notUnderstood } from './read-error.ts'
import type { ReadSelection } from './read-selection.ts'

export interface DirectContext {
  client: Client
  session: Session
  selection: ReadSelection
  seen: Seen
}

/** A product by the key that it carries, else by its gid. */
export interface WantedProduct {
  key?: string
  id?: string
}

/**
 * Products as they are at this moment, out of the database and not out of an index: each by its key, and by its id where
 * nothing carries the key. What is not there is left out. @throws ShopifyError, NoMoreCalls
 */
export async function readDirect(wanted: readonly WantedProduct[], context: DirectContext): Promise<ReadProduct[]> {
  const found = await readEach(wanted, context)
  return [...new Map(found.flatMap((one) => (one ? [[one.live.id, one] as const] : []))).values()]
}

/** The same with an answer for each of those that are wanted. */
export async function readEach(
  wanted: readonly WantedProduct[],
  context: DirectContext,
): Promise<(ReadProduct | null)[]> {
  const byKey = wanted.map(({ key }) => (key ? identifierOf(key, context.selection) : null))
  const found = await readBy(byKey, context)
  const byId = wanted.map(({ id }, place) => (found[place] || !isProduct(id) ? null : { id }))
  const others = await readBy(byId, context)
  return wanted.map((_, place) => found[place] ?? others[place] ?? null)
}

function isProduct(id: string | undefined): id is string {
  return id?.startsWith('gid://shopify/Product/') === true && idOf(id) !== null
}

type Identifier = { customId: JsonObject } | { id: string }

/** Each of those that are asked for; `null` for what is not asked for, and for what is not there. */
async function readBy(asked: readonly (Identifier | null)[], context: DirectContext): Promise<(ReadProduct | null)[]> {
  const found: (ReadProduct | null)[] = asked.map(() => null)
  const places = [...asked.keys()].filter((place) => asked[place] !== null)
  const { most, ...sizes } = sizesFor(places.length, context)
  for (let start = 0; start < places.length; start += most) {
    const batch = places.slice(start, start + most)
    const document = productsDocument(context.selection, { ...sizes, count: batch.length })
    const at = context.client.options.clock.now()
    const answers = await askFor(
      batch.map((place) => asked[place] as Identifier),
      document,
      context,
    )
    for (const [number, place] of batch.entries()) {
      const answer = answers[number]
      if (answer) found[place] = await whole(answer, { ...context, at, sizes })
    }
  }
  return found
}

/** Nothing has a key while the metafield of the keys has no definition. */
async function askFor(
  identifiers: readonly Identifier[],
  document: Document,
  { session }: DirectContext,
): Promise<(RawRecord | null)[]> {
  const variables = Object.fromEntries(identifiers.map((identifier, place) => [`i${place}`, identifier]))
  try {
    const data = await session.query(document, variables)
    return identifiers.map((_, place) => productIn(data, place, document))
  } catch (error) {
    if (isUndefinedKey(error)) return identifiers.map(() => null)
    throw error
  }
}

/** The product that carries a key, as `ProductIdentifierInput` has it. */
export function identifierOf(value: string, { key }: Pick<ReadSelection, 'key'>) {
  return { customId: { ...key, value } }
}

/** Recorded: "Metafield definition of type 'id' is required when using custom ids." */
export function isUndefinedKey(error: unknown): boolean {
  if (!isOfKind(error, 'refused')) return false
  return error.call.service_code === 'NOT_FOUND' && /metafield definition/i.test(error.message)
}

/** @throws ShopifyError where the answer holds neither a product nor `null` */
function productIn(data: RawRecord, place: number, document: Document): RawRecord | null {
  const product = data[`p${place}`]
  if (product === null) return null
  if (isRecord(product) && isProduct(String(product.id))) return product
  throw notUnderstood(document, 'what stands in the place of a product is none')
}

/** `null`: it was deleted meanwhile. */
async function whole(
  answer: RawRecord,
  context: DirectContext & { at: number; sizes: PageSizes },
): Promise<ReadProduct | null> {
  const { selection, seen, at } = context
  const raw = await wholeProduct(answer, context)
  if (raw === null) return null
  const read = readProduct(raw, { selection, at })
  if (read === null)
    throw notUnderstood({ name: 'ReadProducts' }, `a variant of ${String(asRecord(answer).id)} has no id`)
  seen.keep(read.seen)
  return read
}

/** Points that one query may ask for, whatever the plan (shopify.dev, rate limits). */
const MOST_POINTS = 1000
/** Of the bucket one call takes no more than this part, so that others go on. */
const PART = 0.9
const MOST_PRODUCTS = 10
const SIZES: readonly PageSizes[] = [100, 50, 25, 10, 5, 2, 1].map((first) => ({
  first,
  below: Math.min(first, 25),
}))

/** The largest pages with which all that are wanted come at once, and how many come at once. */
function sizesFor(wanted: number, { client, selection }: DirectContext): PageSizes & { most: number } {
  const count = Math.max(1, Math.min(wanted, MOST_PRODUCTS))
  const limit = Math.min(MOST_POINTS, client.bucket.size.maximum * client.options.share) * PART
  const costOf = (sizes: PageSizes): number => Number(productsDocument(selection, { ...sizes, count: 1 }).cost)
  const roomy = SIZES.find((sizes) => sizes.first >= FEWEST_ROWS && costOf(sizes) * count <= limit)
  if (roomy) return { ...roomy, most: count }
  const sizes = SIZES.find((one) => one.first <= FEWEST_ROWS && costOf(one) <= limit) ?? (SIZES.at(-1) as PageSizes)
  return { ...sizes, most: Math.max(1, Math.min(count, Math.floor(limit / costOf(sizes)))) }
}

/** Smaller pages cost hardly less. */
const FEWEST_ROWS = 10
