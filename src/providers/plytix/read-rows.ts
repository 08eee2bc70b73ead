import type { JsonObject } from '../../model/json.ts'
import type { Session } from './client.ts'
import { passesOf } from './columns.ts'
import { asObject } from './raw.ts'
import { notUnderstood } from './read-error.ts'
import { readEverything } from './read-everything.ts'
import { type Alternative, isWhole, type Rows, type Search, withoutOrder } from './search.ts'
import { isOneAnswer, type Span, steadiness } from './steadiness.ts'

export interface Reading {
  /** One record per product, with all columns. */
  records: JsonObject[]
  /** True when the records are exactly those that Plytix counts, before and after. */
  complete: boolean
  /** Why they are not, for people, when something other than a change in the meantime is known. */
  gap: string | null
}

const MOST_READINGS = 3

export function productSearch(columns: string[]): Search {
  return { path: '/api/v2/products/search', what: 'the products', columns, order: 'sku' }
}

/**
 * The products with these SKUs, in any case: a search does not tell `abc` from `ABC`. What is not among them is taken for
 * absent, so they are never read in part. @throws ProviderError
 */
export async function readBatch(session: Session, columns: string[], skus: string[]): Promise<JsonObject[]> {
  const filters = [{ field: 'sku', operator: 'in', value: skus }]
  for (let reading = 1; ; reading += 1) {
    const passes = await readPasses(session, columns, { filters })
    if (passes.every(isWhole)) return mergeById(passes)
    if (reading === MOST_READINGS) throw notUnderstood('some products', 'they are not as many as it counts')
    await session.pause(reading)
  }
}

interface Narrowed {
  /** Of these at least one must hold, where there are any. */
  any?: Alternative[]
  span: Span
}

/** Every product of the account, or all that the filters let pass, read again while they come and go. @throws ProviderError */
export async function readRows(session: Session, columns: string[], narrowed: Narrowed): Promise<Reading> {
  for (let reading = 1; ; reading += 1) {
    const result = await readOnce(session, columns, narrowed)
    if (result.complete || reading === MOST_READINGS) return result
  }
}

async function readOnce(session: Session, columns: string[], { any = [], span }: Narrowed): Promise<Reading> {
  const search = { ...withoutOrder(productSearch([])), any }
  const isSteady = await steadiness(session, search, span)
  const passes = await readPasses(session, columns, { any })
  const records = mergeById(passes)
  const counted = passes.every((pass) => isWhole(pass) && pass.count === records.length)
  return {
    records,
    complete: counted && (isOneAnswer(passes) || (await isSteady(records))),
    gap: passes.find(({ gap }) => gap !== null)?.gap ?? null,
  }
}

async function readPasses(
  session: Session,
  columns: string[],
  narrowed: Pick<Search, 'filters' | 'any'>,
): Promise<Rows[]> {
  const passes: Rows[] = []
  for (const names of passesOf(columns)) {
    const search = { ...productSearch(names), ...narrowed }
    passes.push(await readEverything(session, search, passes[0]))
  }
  return passes
}

/** The rows of searches with different columns as one record per product. */
function mergeById(passes: Rows[]): JsonObject[] {
  const records = new Map<unknown, JsonObject>()
  for (const row of passes.flatMap(({ rows }) => rows)) {
    const known = records.get(row.id)
    records.set(row.id, known ? mergeRecords(known, row) : row)
  }
  return [...records.values()]
}

function mergeRecords(one: JsonObject, other: JsonObject): JsonObject {
  return {
    ...one,
    ...other,
    attributes: { ...asObject(one.attributes), ...asObject(other.attributes) },
    ...mergeLinks(one, other),
  }
}

function mergeLinks({ relationships: one }: JsonObject, { relationships: other }: JsonObject): JsonObject {
  if (Array.isArray(one) && Array.isArray(other)) return { relationships: [...one, ...other] }
  const links = { ...asObject(one), ...asObject(other) }
  return Object.keys(links).length > 0 ? { relationships: links } : {}
}
