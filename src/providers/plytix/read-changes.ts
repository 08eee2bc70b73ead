import { texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'
import type { EarlierWrites } from '../../model/run.ts'
import { markAssets } from './asset-mark.ts'
import { type Basis, type Needs, stillHolds } from './basis.ts'
import { toProduct, type Wanted } from './convert.ts'
import { PLYTIX } from './facts.ts'
import { findDeleted } from './find-deleted.ts'
import { asFilter, coveredUntil } from './moment-filter.ts'
import { attributePath, linksPath, OWN_FIELDS, VARIANTS } from './paths.ts'
import type { ReadContext } from './read-context.ts'
import { changesAreCheaper, type FullReason, fullCalls } from './read-plan.ts'
import { productSearch, readBatch, readRows } from './read-rows.ts'
import { readPage, withoutOrder } from './search.ts'

/** An earlier read, and what is needed now. */
export interface Former {
  account: string
  basis: Basis
  before: LiveState
  needs: Needs
  wanted: Wanted
}

/** What was read instead of everything. */
export interface Changes {
  /** As of now. */
  products: LiveResource[]
  basis: Basis
  before: LiveState
  /** Milliseconds by Plytix's clock: what was changed before then is in the earlier read. */
  since: number
}

/** Products come and go while they are counted. */
const MOST_READINGS = 4

/**
 * The earlier read with what has changed since; or why everything has to be read. A product that was deleted is in no
 * search, so all of them are counted, and where some lack they are looked for. @throws ProviderError
 */
export async function readChanges(
  context: ReadContext,
  former: Former,
): Promise<{ changes: Changes } | { why: FullReason }> {
  const { basis, before, needs } = former
  if (!stillHolds(before, basis, needs)) return { why: 'definitions' }
  const at = context.earlier.time() ?? basis.at
  const next = await nextBasis(context, basis, { at, columns: needs.columns })
  if (next === null) return { why: 'assets' }
  const since = coveredUntil(basis.at)
  const writes = await context.earlier.reads.writes(former.account, new Date(since).toISOString())
  let known = without(knownProducts(former), writes.deleted ?? new Set(), former.wanted)
  for (let reading = 1; reading <= MOST_READINGS; reading += 1) {
    const read = await readOnce(context, { former, since, known, writes })
    if ('products' in read) return { changes: { products: read.products, basis: next, before, since } }
    if ('why' in read) return read
    if (read.gone === null && reading > 1) break
    known = without(known, read.gone ?? new Set(), former.wanted)
  }
  return { why: 'count' }
}

/** All products, why they have to be read in full, or which of the known ones are gone; `null`: they are not as many as Plytix counts. */
async function readOnce(
  context: ReadContext,
  asked: Asked,
): Promise<{ products: LiveResource[] } | { why: FullReason } | { gone: ReadonlySet<string> | null }> {
  const { session } = context
  const { former, since, known } = asked
  const read = await readChanged(context, asked)
  if (read === 'cheaper') return { why: 'cheaper' }
  if (read === null) return { gone: null }
  const changed = new Map(read.map((product) => [product.id, product]))
  const products = new Map([...known, ...changed])
  const all = await readPage(session, withoutOrder(productSearch([])), { size: 1 })
  if (all?.count === products.size) return { products: [...products.values()] }
  const unchanged = [...known.values()].filter(({ id }) => !changed.has(id))
  const most = fullCalls(known.size, former.needs.columns) >> 1
  return { gone: await findDeleted(session, { products: unchanged, since }, most) }
}

/** `null` when an asset was deleted, or they are not counted. */
async function nextBasis(
  { session }: ReadContext,
  { full, assets: then }: Basis,
  { at, columns }: Pick<Basis, 'at' | 'columns'>,
): Promise<Basis | null> {
  // In this order: what is deleted in between is missed in the next read, if not in this one.
  const assets = await markAssets(session, coveredUntil(at))
  const now = await markAssets(session, then.until)
  return assets && now?.count === then.count ? { at, full, columns, assets } : null
}

type ById = Map<string, LiveResource>

/** The products of the earlier read, with no more than a read now would show. */
function knownProducts({ before, wanted }: Former): ById {
  const links = wanted.relationships.map(linksPath)
  const attributes = [...wanted.attributes.keys()].map(attributePath)
  const paths = new Set([...OWN_FIELDS, 'thumbnail', VARIANTS, ...links, ...attributes])
  return new Map(
    liveOf(before, 'product').map((product) => {
      const fields = Object.fromEntries(Object.entries(product.fields).filter(([path]) => paths.has(path)))
      return [product.id, { ...product, fields }]
    }),
  )
}

/** The same without what was deleted, which takes the links that led there with it. */
function without(known: ById, deleted: ReadonlySet<string>, { relationships }: Wanted): ById {
  if (deleted.size === 0) return known
  const left = [...known.values()].filter(({ id }) => !deleted.has(id))
  return new Map(
    left.map((product) => {
      const fields = { ...product.fields }
      for (const path of relationships.map(linksPath)) {
        const targets = texts(fields[path]).filter((id) => !deleted.has(id))
        if (targets.length > 0) fields[path] = targets
        else delete fields[path]
      }
      return [product.id, { ...product, fields }]
    }),
  )
}

interface Asked {
  former: Former
  since: number
  known: ReadonlyMap<string, LiveResource>
  writes: EarlierWrites
}

/** `null` when they never agreed with their count. */
async function readChanged(
  { session, earlier }: ReadContext,
  { former: { needs, wanted }, since, known, writes }: Asked,
): Promise<LiveResource[] | null | 'cheaper'> {
  const changed: JsonObject = asFilter('modified', 'gt', since)
  const first = await readPage(session, { ...withoutOrder(productSearch([])), any: [changed] }, { size: 1 })
  const count = first?.count ?? Number.POSITIVE_INFINITY
  const named = writtenHere(writes).flatMap((id) => known.get(id) ?? [])
  const sizes = { rows: known.size, changed: count, named: 0, columns: needs.columns }
  if (!changesAreCheaper(sizes)) return 'cheaper'
  const span = { by: 'modified', at: earlier.time() } as const
  const { records, complete } = count === 0 ? NOTHING : await readRows(session, needs.columns, { any: [changed], span })
  if (!complete) return null
  const seen = new Set(records.map(({ id }) => id))
  const unseen = named.filter(({ id }) => !seen.has(id)).map(({ key }) => key)
  if (unseen.length > 0 && !changesAreCheaper({ ...sizes, named: unseen.length })) return 'cheaper'
  return [...records, ...(await readNamed(session, needs.columns, unseen))].map((record) => toProduct(record, wanted))
}

const NOTHING = { records: [], complete: true }

function writtenHere({ modified, links }: EarlierWrites): string[] {
  return [...new Set([...modified.keys(), ...links.map(({ source }) => source)])]
}

async function readNamed(session: ReadContext['session'], columns: string[], skus: string[]): Promise<JsonObject[]> {
  const found: JsonObject[] = []
  for (let start = 0; start < skus.length; start += PLYTIX.page) {
    found.push(...(await readBatch(session, columns, skus.slice(start, start + PLYTIX.page))))
  }
  return found
}
