import type { ExportReport, SearchReport } from '../../model/export.ts'
import type { Catalogue } from './catalogue.ts'
import type { Findings } from './findings.ts'
import { type Reading, readingsOf } from './partition.ts'
import type { BrandSearch } from './search.ts'
import type { AmazonRequest } from './wants.ts'

export interface Completeness {
  report: ExportReport
  counts: { [name: string]: number }
  complete: boolean
}

/** So many that name a missing listing are given. */
const MOST_NAMING = 5

/** How complete a read is, and why: nothing in it depends on how often something had to be asked. */
export function completenessOf(request: AmazonRequest, catalogue: Catalogue, findings: Findings): Completeness {
  const { own, gtins, failed } = findings
  const searches = [...findings.searches].flatMap(([name, search]) => searchReports(name, search, catalogue))
  const searchesLack = searches.reduce((sum, search) => sum + search.out_of_reach, 0)
  const report: ExportReport = {
    ways: catalogue.ways(),
    searches,
    caps_hit: searches.filter(({ ended }) => ended === 'capped').length,
    out_of_reach: searchesLack + (own?.lacking ?? 0),
    own_listings: own === null ? null : { ...own.report, unread: own.unread.length },
    gtins,
    missing: missingOf(catalogue, findings),
    failed: [...failed.values()]
      .sort((a, b) => (a.identifier < b.identifier ? -1 : 1))
      .map(({ identifier, reason, type }) =>
        type === undefined ? { asin: identifier, reason } : { gtin: identifier, reason },
      ),
    rejected: { ...rejectedBrands(catalogue), file: null },
  }
  const unanswered = [...failed.values()].some((failure) => failure.unanswered)
  const refused = own?.report.way === 'none'
  const unread = (own?.unread.length ?? 0) > 0
  const complete =
    !unread && report.out_of_reach === 0 && !unproven(findings) && !unanswered && !refused && request.limit === null
  return { report, counts: countsOf(report), complete }
}

/**
 * A search was cut off, and other ways found as many listings as it lacks: they need not be the same ones, and only the
 * seller's own list could tell.
 */
function unproven({ searches, own }: Findings): boolean {
  if (own?.report.way === 'report') return false
  const readings = [...searches.values()].flatMap((search) => search.readings.flatMap(readingsOf))
  return readings.some(({ lacking }) => lacking > 0)
}

function countsOf({ ways, rejected, missing, failed, out_of_reach }: ExportReport): Completeness['counts'] {
  const found = (way: string): number => ways[way]?.found ?? 0
  return {
    searched: found('search'),
    partitioned: found('partition'),
    own_listings: found('own_listings'),
    named: found('named'),
    relatives: found('relatives'),
    gtins: found('gtins'),
    other_brands: rejected.listings,
    missing: missing.length,
    failed: failed.length,
    out_of_reach,
  }
}

function searchReports(brand: string, found: BrandSearch, catalogue: Catalogue): SearchReport[] {
  const { readings, outcome, counted } = found
  // Listings that Amazon counts are there, although it gave none of them.
  const lack = { estimate: counted, ended: 'cut-off', out_of_reach: counted } as const
  if (outcome === 'nothing') return [{ ...FOUND_NOTHING, brand, ...(counted > 0 && lack) }]
  if (outcome === 'refused') return [{ ...FOUND_NOTHING, brand, ended: 'lost-page', out_of_reach: 1 }]
  const given = new Set(readings.flatMap(({ found }) => [...found]))
  return readings.flatMap(readingsOf).map((reading) => searchReport(reading, given, catalogue))
}

const FOUND_NOTHING: Omit<SearchReport, 'brand'> = {
  spelling: null,
  classification: null,
  estimate: 0,
  reached: 0,
  ended: 'last-page',
  out_of_reach: 0,
}

/** What other ways found of a search that was cut off is not out of reach. */
function searchReport({ search, ...reading }: Reading, given: ReadonlySet<string>, catalogue: Catalogue): SearchReport {
  const { brand, spelling, classification } = search
  return {
    brand,
    spelling,
    classification,
    estimate: reading.estimate,
    reached: reading.found.size,
    ended: reading.ended,
    out_of_reach: reading.lacking > 0 ? lackOf({ search, ...reading }, given, catalogue) : 0,
  }
}

/** The brand's own listings are counted where Amazon counts them; other brands' are nobody's loss. */
function lackOf(reading: Reading, given: ReadonlySet<string>, catalogue: Catalogue): number {
  const { brand, classification } = reading.search
  const known = catalogue.inPlace({ brand, classification: classification?.id ?? null, given })
  const ofBrand = reading.parts.length === 0 ? reading.ofBrand : null
  return Math.max(0, ofBrand === null ? reading.lacking - known.beyond : ofBrand - known.given - known.beyond)
}

function missingOf({ kept }: Catalogue, { absent, own }: Findings): ExportReport['missing'] {
  const naming = new Map<string, string[]>([...absent].sort().map((asin) => [asin, []]))
  for (const { asin, parent_asins, child_asins } of kept.values()) {
    for (const relative of [...parent_asins, ...child_asins]) naming.get(relative)?.push(asin)
  }
  for (const { asin, sku } of own?.rows ?? []) naming.get(asin)?.push(`SKU ${sku}`)
  return [...naming].map(([asin, names]) => ({ asin, named_by: names.sort().slice(0, MOST_NAMING) }))
}

function rejectedBrands(catalogue: Catalogue): Omit<ExportReport['rejected'], 'file'> {
  const rejected = catalogue.rejected()
  const brands = [...Map.groupBy(rejected, ({ brand }) => brand ?? '')]
    .map(([brand, alike]) => ({ brand, listings: alike.length }))
    .sort((a, b) => b.listings - a.listings || (a.brand < b.brand ? -1 : 1))
  return { listings: rejected.length, brands }
}
