import type { Database, Session } from '../../database/database.ts'
import { plainReport } from '../../model/export.ts'
import type { Source, SourceContext, SourceRequest, SourceResult } from '../../model/source.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { convertFamily } from './convert.ts'
import { type Families, readFamilies } from './families.ts'
import { NAME } from './names.ts'
import { findSeller, type Seller } from './seller.ts'
import { sourceHealth } from './source-health.ts'
import { type PostgresSourceOptions, withCatalogue } from './source-place.ts'
import type { SourceWants } from './source-settings.ts'
import { noneOf, statusesThere } from './statuses-there.ts'

/** The products of one organisation in a master catalogue, which is open only while it is read. */
export function createPostgresSource(options: PostgresSourceOptions): Source {
  return {
    name: NAME,
    title: 'Postgres',
    check: (_request, signal) => sourceHealth(options, signal),
    async read(request, context, signal) {
      signal.throwIfAborted()
      const counts = { calls: 0, retried: 0 }
      const onRetry = (): void => {
        counts.retried += 1
      }
      const wants = { ...options.wants, organisation: request.shop }
      const work = ({ database }: { database: Database }) => readAtOnce({ wants, database, counts, context }, signal)
      return resultOf(await withCatalogue(options, { onRetry, work }, signal), request, counts)
    },
  }
}

interface Reading {
  wants: SourceWants
  database: Database
  counts: Counts
  context: Pick<SourceContext, 'progress'>
}

interface Counts {
  /** Statements. */
  calls: number
  retried: number
}

interface Read extends Families {
  seller: Seller | null
}

/** All of it as it is at one moment. */
function readAtOnce({ wants, database, counts, context }: Reading, signal: AbortSignal): Promise<Read> {
  const perform = async ({ run }: Session): Promise<Read> => {
    const session: Session = {
      run: (kind, text, values) => {
        counts.calls += 1
        return run(kind, text, values)
      },
    }
    let rows = 0
    const read = await readFamilies(session, wants, (more) => {
      signal.throwIfAborted()
      rows += more
      context.progress({ found: rows, read: rows, calls: counts.calls })
    })
    const { organisation, prices } = wants
    if (read.families.length === 0) throw noneOf(await statusesThere(session, organisation), wants)
    return { ...read, seller: prices && (await findSeller(session, organisation, prices)) }
  }
  return database.transaction({ mode: 'read', perform }, signal)
}

function resultOf({ families, assets, seller }: Read, { shop, limit }: SourceRequest, counts: Counts): SourceResult {
  const context = {
    organisation: shop,
    assets,
    seller,
    masters: new Set(families.map(({ product }) => product.key)),
    variants: new Set(families.flatMap(({ variants }) => variants.map(({ key }) => key))),
  }
  const all = families.map((family) => convertFamily(family, context))
  const chosen = limit === null ? all : fitting(all, limit)
  return {
    items: chosen.flat(),
    complete: chosen.length === all.length,
    query: {},
    counts: { products: chosen.length },
    report: plainReport(),
    rejected: [],
    calls: { ...counts, throttled: 0, sign_ins: 0 },
    diagnostics: [],
  }
}

/** Families are read whole: those that fit into what is left of the limit, in their order. */
function fitting(families: CatalogueItem[][], limit: number): CatalogueItem[][] {
  let left = limit
  return families.filter(({ length }) => {
    if (length > left) return false
    left -= length
    return true
  })
}
