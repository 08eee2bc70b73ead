import { counted } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { ConfigError, ProviderError } from '../../model/errors.ts'
import type { SourceContext, SourceRequest, SourceResult } from '../../model/source.ts'
import type { AccountLine } from './account-line.ts'
import type { Session } from './client.ts'
import { Definitions } from './definitions.ts'
import { KeptSession } from './kept-session.ts'
import { type Reading, readRows } from './read-rows.ts'
import { readSourceAssets } from './source-assets.ts'
import { type SourceColumns, sourceColumns } from './source-columns.ts'
import { convertProducts } from './source-convert.ts'
import { ofFamilies } from './source-families.ts'
import type { PlytixItem } from './source-item.ts'
import { toSourceProduct } from './source-record.ts'
import type { SourceWants } from './source-settings.ts'

interface SourceReading {
  line: AccountLine
  wants: SourceWants
  request: SourceRequest
  context: SourceContext
  signal: AbortSignal
}

/** What a read took beside its items. */
type Read = Pick<SourceResult, 'items' | 'complete' | 'query' | 'diagnostics'>

/** Every product that the settings ask for, as it was read by searches. @throws SyncError */
export async function readSource({ line, wants, request, context, signal }: SourceReading): Promise<Read> {
  signal.throwIfAborted()
  const { account } = await line.auth.session(signal)
  const name = line.accountOf(await line.auth.session(signal))
  const progress = ({ what, read, of }: { what: string; read: number; of: number | null }): void => {
    if (what === 'the products') context.progress({ found: of ?? read, read, calls: callsOf(line) })
  }
  const session = new KeptSession(line.client, { signal, memo: context.memo, progress, time: line.time })
  const columns = await columnsFor(session, wants)
  const { records, complete, gap } = await readProducts(session, columns, wants)
  const all = records.map((record) => toSourceProduct(record, columns))
  const products = await ofFamilies(session, all, { families: wants.families, before: context.before })
  const assets = await readSourceAssets(session, products, columns)
  const items = convertProducts(products, {
    shop: request.shop,
    account: account ?? request.shop,
    wants,
    columns,
    assets,
  })
  if (items.length === 0 && complete) throw nothing(all.length, wants)
  const chosen = request.limit === null ? items : fitting(items, request.limit)
  return {
    items: chosen,
    complete: complete && chosen.length === items.length,
    query: { account: name },
    diagnostics: complete ? [] : [unsteady(request.shop, gap)],
  }
}

export async function columnsFor(session: Session, wants: SourceWants): Promise<SourceColumns> {
  const definitions = new Definitions()
  const [attributes, relationships] = await Promise.all([
    definitions.attributes(session),
    definitions.relationships(session),
  ])
  return sourceColumns(wants, { attributes, relationships })
}

async function readProducts(session: KeptSession, { names }: SourceColumns, wants: SourceWants): Promise<Reading> {
  try {
    return await readRows(session, names, { any: wants.filters, span: { by: 'created', at: session.began } })
  } catch (error) {
    throw refusedFilters(error, wants)
  }
}

/** Columns are those that the account has, so that what a search refuses are the conditions. */
export function refusedFilters(error: unknown, { filters }: Pick<SourceWants, 'filters'>): unknown {
  if (!(error instanceof ProviderError) || error.code !== 'invalid') return error
  if (filters.length === 0) {
    return new ConfigError('read-changed', `${error.message} It may have been changed since the read began.`, {
      hints: ['Read it anew: sync export.'],
      cause: error,
    })
  }
  return new ConfigError('filters', `Plytix does not take source.plytix.filters. ${error.message}`, {
    hints: ['Name fields as status, sku or attributes.LABEL, with an operator that their type has.'],
    cause: error,
  })
}

function nothing(found: number, { filters, families }: SourceWants): ProviderError {
  const what =
    found > 0 ? `none of its ${counted(found, 'product')} is in ${families.join(' or ')}` : 'it has no products'
  const narrowed = found === 0 && filters.length > 0 ? ' that source.plytix.filters let pass' : ''
  return new ProviderError('no-products', `Nothing is to be read of the Plytix account: ${what}${narrowed}.`, {
    hints: ['Check filters and families under source.plytix in sync.yaml, and whose credentials these are.'],
  })
}

function unsteady(shop: string, gap: string | null): Diagnostic {
  const message =
    gap === null
      ? `Products of the account ${shop} come and go more quickly than they can be listed, so some may be missing.`
      : `Products of the account ${shop} could not be read to the end: ${gap}.`
  return diagnostic({ severity: 'warning', code: 'list-moving', message, hint: 'Read at a quieter hour.' })
}

/** Groups are read whole: those that fit into what is left of the limit. */
function fitting(items: readonly PlytixItem[], limit: number): PlytixItem[] {
  const parents = new Map(items.map(({ asin, parent_key }) => [asin, parent_key]))
  const rootOf = (id: string): string => {
    const seen = new Set<string>()
    let root = id
    for (let up = parents.get(root); up && parents.has(up) && !seen.has(up); up = parents.get(up)) {
      seen.add(root)
      root = up
    }
    return root
  }
  let left = limit
  return [...Map.groupBy(items, ({ asin }) => rootOf(asin)).values()].flatMap((group) => {
    if (group.length > left) return []
    left -= group.length
    return group
  })
}

/** Attempts so far. */
export function callsOf({ client: { counts } }: Pick<AccountLine, 'client'>): number {
  return counts.reads + counts.writes
}
