import { counted, either } from '../../model/counted.ts'
import { ProviderError } from '../../model/errors.ts'
import { grouped } from '../../model/figures.ts'
import type { SourceContext } from '../../model/source.ts'
import { brandKey, brandKeys, brandLikeness, brandNames } from './brands.ts'
import type { Catalogue } from './catalogue.ts'
import type { Findings } from './findings.ts'
import type { Failed } from './hydrate.ts'
import type { Lookup } from './lookup.ts'
import { suggestBrands } from './search.ts'
import type { AmazonRequest } from './wants.ts'

/** How many listings of a brand another marketplace has; `null` where it cannot be asked. */
export type Elsewhere = (marketplace: string, brand: string) => Promise<number | null>

interface Situation {
  request: AmazonRequest
  context: SourceContext
  lookup: Lookup
  elsewhere: Elsewhere
  catalogue: Catalogue
  findings: Findings
}

/** A likely cause; the stronger the evidence, the earlier it is named. */
interface Cause {
  hint: string
  /** From 0 to 1. */
  evidence: number
}

/** Brand names that are less alike than this are left out, as far as there are others. */
const ALIKE = 0.4
const MOST_NAMES = 5

/** Why a read found nothing: the likely causes, by the evidence for each. */
export async function noProducts(situation: Situation): Promise<ProviderError> {
  const { request, lookup, findings } = situation
  const [unread, ...others] = [...findings.failed.values()].filter(({ unanswered }) => unanswered)
  if (unread) return unanswered(unread, others.length)
  const names = brandNames(request.brands)
  const { code } = lookup.marketplace
  const causes = names.length === 0 ? [] : [...(await nearNames(situation)), ...(await otherMarketplaces(situation))]
  if (findings.own?.report.way === 'none') {
    const hint = `The seller's own listings are refused, so a role is missing: ${findings.own.report.reason}`
    causes.push({ hint, evidence: 0.8 })
  }
  const hints = causes.sort((a, b) => b.evidence - a.evidence).map(({ hint }) => hint)
  return new ProviderError('no-products', messageFor(request, code), {
    hints: [...hints, names.length === 0 ? 'Check the ASINs and the marketplace.' : GENERAL],
  })
}

/** What was not answered says nothing about what there is. */
function unanswered({ identifier, reason }: Failed, others: number): ProviderError {
  const more = others === 0 ? '' : ` and ${others} more`
  return new ProviderError(
    'amazon-unavailable',
    `Amazon gives no usable answer about ${identifier}${more}. ${reason}`,
    {
      hints: ['Try again later.'],
    },
  )
}

const GENERAL =
  'Check the brand as the listings spell it, the marketplace, and that the application may read its catalogue.'

function messageFor({ brands, asins }: AmazonRequest, code: string): string {
  const names = brandNames(brands)
  if (names.length > 0) {
    return `Amazon finds no listings of brand ${names.map((name) => `"${name}"`).join(', ')} in marketplace ${code}.`
  }
  if (asins.length > 0)
    return `Amazon has ${either(asins.length, 'no listing of the named ASIN', `none of the ${asins.length} named ASINs`)} in marketplace ${code}.`
  return `Amazon has no listings of this seller, nor of the known codes, in marketplace ${code}.`
}

async function nearNames({ request, lookup, catalogue, findings }: Situation): Promise<Cause[]> {
  const names = brandNames(request.brands)
  const asked = brandKeys(request.brands)
  const offered = [
    ...[...findings.searches.values()].flatMap((search) => search.offered),
    ...[...Map.groupBy(catalogue.rejected(), ({ brand }) => brand ?? '')].map(([name, { length }]) => ({
      name,
      listings: length,
    })),
  ]
  const seen = offered.length > 0 ? offered : await suggestBrands(names[0] as string, lookup)
  const listings = new Map<string, number>()
  for (const offer of seen) listings.set(offer.name, Math.max(offer.listings, listings.get(offer.name) ?? 0))
  const near = [...listings]
    .filter(([name]) => !asked.has(brandKey(name)))
    .map(([name, count]) => ({ name, count, likeness: brandLikeness(names, name) }))
    .sort((a, b) => b.likeness - a.likeness || b.count - a.count || (a.name < b.name ? -1 : 1))
  const alike = near.filter(({ likeness }) => likeness >= ALIKE)
  const shown = (alike.length > 0 ? alike : near).slice(0, MOST_NAMES)
  const list = shown.map(({ name, count }) => `${name} (${grouped(count)})`).join(', ')
  const hint = `Brands there with similar names: ${list}. If one is yours, add it to source.amazon.brands, or as an alias.`
  return shown.length === 0 ? [] : [{ hint, evidence: shown[0]?.likeness ?? 0 }]
}

async function otherMarketplaces({ request, context, elsewhere }: Situation): Promise<Cause[]> {
  const causes: Cause[] = []
  for (const code of context.neighbours) {
    for (const name of brandNames(request.brands)) {
      const count = await elsewhere(code, name)
      if (!count) continue
      const hint = `Marketplace ${code} has about ${counted(count, 'listing')} of "${name}": is ${request.marketplace} the right one?`
      causes.push({ hint, evidence: 0.95 })
    }
  }
  return causes
}
