import { counted, either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { ExportReport } from '../../model/export.ts'
import { grouped } from '../../model/figures.ts'
import { brandLikeness } from './brands.ts'
import type { Catalogue } from './catalogue.ts'
import type { Failed } from './hydrate.ts'
import type { Lookup } from './lookup.ts'
import type { OwnResult } from './own-listings.ts'
import type { AmazonRequest } from './wants.ts'

interface Remarkable {
  request: AmazonRequest
  catalogue: Catalogue
  lookup: Lookup
  report: ExportReport
  failed: Map<string, Failed>
  own: OwnResult | null
}

type Facts = Parameters<typeof diagnostic>[0]

const MOST_NAMES = 5
const SHORT: ReadonlySet<string> = new Set(['capped', 'cut-off', 'lost-page'])

/** What people should know about a read. */
export function remarksOn(read: Remarkable): Diagnostic[] {
  const { request, lookup, report, catalogue } = read
  const facts: Facts[] = [
    ...report.searches
      .filter(({ out_of_reach, ended }) => out_of_reach > 0 || SHORT.has(ended))
      .map((search) => shortSearch(search, report)),
    ...ownListings(report),
    ...oddListings(read.own),
    ...emptySearches(read),
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

function shortSearch(search: ExportReport['searches'][number], { gtins, own_listings }: ExportReport): Facts {
  const { brand, classification, estimate, reached, ended, out_of_reach } = search
  const where = classification === null ? '' : ` in ${classification.name}`
  const why = ended === 'capped' ? 'Amazon gives at most 1,000' : 'Amazon ended it early'
  const rest =
    out_of_reach > 0
      ? `at least ${grouped(out_of_reach)} ${either(out_of_reach, 'is', 'are')} out of reach`
      : 'other ways found as many, which does not prove that they are the same'
  const others = [
    ...(own_listings === null ? ['source.amazon.seller_id'] : []),
    ...(gtins === null ? ['source.amazon.lookup_gtins'] : []),
  ].join(' or ')
  return {
    severity: 'warning',
    code: 'incomplete-search',
    message: `The search for "${brand}"${where} reached ${grouped(reached)} of about ${counted(estimate, 'listing')}, and ${why}; ${rest}.`,
    hint: `${others === '' ? 'Name' : `Set ${others}, or name`} further listings in source.amazon.asins or with --asins-file.`,
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

/** How the seller's own list was read, where it was odd. */
function oddListings(own: OwnResult | null): Facts[] {
  if (own === null) return []
  const { notes, unread, nameless } = own
  const facts: Facts[] = notes.map((note) => ({
    severity: 'info',
    code: 'report-form',
    message: `The listings report: ${note}`,
  }))
  if (unread.length > 0) {
    facts.push({
      severity: 'warning',
      code: 'report-rows',
      message: `${grouped(unread.length)} ${unread.length === 1 ? 'row' : 'rows'} of the listings report cannot be used, so the export is incomplete: ${named(unread)}.`,
      hint: 'Look at these listings in Seller Central: texts with line breaks or tabs break the report.',
    })
  }
  if (nameless.length > 0) {
    facts.push({
      severity: 'info',
      code: 'no-asin',
      message: `${grouped(nameless.length)} of the seller's listings ${nameless.length === 1 ? 'has' : 'have'} no ASIN and nothing to export: ${named(nameless)}.`,
    })
  }
  return facts
}

/** A name that finds nothing is misspelt more often than it has no listings. */
function emptySearches({ request, report }: Remarkable): Facts[] {
  const reached = new Map<string, number>()
  for (const { brand, reached: listings } of report.searches) {
    reached.set(brand, Math.max(reached.get(brand) ?? 0, listings))
  }
  const refused = new Set(report.searches.filter(({ out_of_reach }) => out_of_reach > 0).map(({ brand }) => brand))
  const others = report.rejected.brands.map(({ brand }) => brand)
  return request.brands.flatMap(({ name, aliases }) =>
    [name, ...aliases].flatMap((spelling): Facts[] => {
      if (reached.get(spelling) !== 0 || refused.has(spelling)) return []
      const near = others.filter((brand) => brandLikeness([spelling], brand) > 0.6).slice(0, MOST_NAMES)
      const alias = spelling === name ? '' : `, an alias of "${name}",`
      const message = `The search for "${spelling}"${alias} found nothing.`
      const hint = near.length > 0 ? `Near are ${near.join(', ')}.` : 'Check how Amazon spells the brand, or remove it.'
      return [{ severity: spelling === name ? 'warning' : 'info', code: 'brand-unknown', message, hint }]
    }),
  )
}

function named(list: string[]): string {
  const more = list.length > MOST_NAMES ? ` and ${grouped(list.length - MOST_NAMES)} more` : ''
  return `${list.slice(0, MOST_NAMES).join(', ')}${more}`
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
