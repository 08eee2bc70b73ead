import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { ExportReport } from '../../model/item.ts'
import type { SourceRequest } from '../../model/source.ts'
import type { Catalogue } from './catalogue.ts'
import type { Failed } from './hydrate.ts'
import type { Lookup } from './lookup.ts'

interface Remarkable {
  request: SourceRequest
  catalogue: Catalogue
  lookup: Lookup
  report: ExportReport
  failed: Map<string, Failed>
}

type Facts = Parameters<typeof diagnostic>[0]

const MOST_NAMES = 5
const SHORT: ReadonlySet<string> = new Set(['capped', 'cut-off', 'lost-page'])

/** What people should know about a read. */
export function remarksOn(read: Remarkable): Diagnostic[] {
  const { request, lookup, report, catalogue } = read
  const facts: Facts[] = [
    ...report.searches.filter(({ out_of_reach, ended }) => out_of_reach > 0 || SHORT.has(ended)).map(shortSearch),
    ...ownListings(report),
    ...report.missing.map(({ asin, named_by }) => unavailable(asin, named_by, lookup.marketplace.code)),
    ...[...read.failed.values()].sort((a, b) => (a.identifier < b.identifier ? -1 : 1)).map(failure),
    ...brands(read),
  ]
  if (lookup.refusesAttributes()) {
    const message = 'Amazon refuses the data set attributes to this application; it is left out.'
    facts.push({ severity: 'warning', code: 'no-attributes', message })
  }
  if (request.limit !== null) {
    const message = `Reading stops at ${request.limit} listings, as asked; the export counts as incomplete.`
    facts.push({ severity: 'info', code: 'limited', message })
  }
  return [...facts.map(diagnostic), ...catalogue.notes()]
}

function shortSearch({
  brand,
  classification,
  estimate,
  reached,
  ended,
  out_of_reach,
}: ExportReport['searches'][number]): Facts {
  const where = classification === null ? '' : ` in ${classification.name}`
  const why = ended === 'capped' ? 'Amazon gives at most 1,000' : 'Amazon ended it early'
  const rest =
    out_of_reach > 0
      ? `at least ${number(out_of_reach)} are out of reach`
      : 'other ways found as many, which does not prove that they are the same'
  return {
    severity: 'warning',
    code: 'incomplete-search',
    message: `The search for "${brand}"${where} reached ${number(reached)} of about ${number(estimate)} listings, and ${why}; ${rest}.`,
    hint: 'Set source.amazon.seller_id or lookup_gtins, or name further listings in source.amazon.asins or with --asins-file.',
  }
}

function ownListings({ own_listings }: ExportReport): Facts[] {
  if (!own_listings || own_listings.reason === null) return []
  if (own_listings.way === 'search') {
    const message = `The listings report is not to be had, so the seller's own listings were searched: ${own_listings.reason}`
    return [{ severity: 'info', code: 'no-report', message }]
  }
  const message = `The seller's own listings cannot be read: ${own_listings.reason}`
  const hint = 'Give the application the role Product Listing (or Inventory and Order Tracking) and authorise it again.'
  return [{ severity: 'warning', code: 'no-own-listings', message, hint }]
}

function unavailable(asin: string, named_by: string[], code: string): Facts {
  const named = named_by.length === 0 ? '' : ` It is named by ${named_by.join(', ')}.`
  return {
    severity: 'warning',
    code: 'unavailable',
    message: `${asin}: Amazon does not have it in marketplace ${code}.${named}`,
  }
}

function failure({ identifier, reason }: Failed): Facts {
  return { severity: 'warning', code: 'failed', message: `${identifier} could not be read. ${reason}` }
}

function brands({ request, catalogue, report }: Remarkable): Facts[] {
  if (request.brands.length === 0) return []
  const unbranded = [...catalogue.kept.values()].filter((item) => item.brand === null && !item.unavailable).length
  const facts: Facts[] = []
  if (unbranded > 0) {
    facts.push({ severity: 'info', code: 'no-brand', message: `${unbranded} listings without a brand are kept.` })
  }
  const { listings, brands: others } = report.rejected
  if (listings > 0) {
    const names = others.map(({ brand }) => brand)
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
    const message = `${listings} listings of other brands are left out: ${names.slice(0, MOST_NAMES).join(', ')}${more}.`
    const hint = 'Those that are yours need their brand as an alias in source.amazon.brands.'
    facts.push({ severity: 'info', code: 'other-brands', message, hint })
  }
  return facts
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
