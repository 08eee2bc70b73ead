import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { CatalogueItem } from '../../model/item.ts'
import { canonicalJson } from '../../model/json.ts'
import type { ItemClass } from '../../model/plan.ts'
import type { Override, Settings } from '../../model/settings.ts'
import { ofStyle } from '../guard/narrow.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { CanonicalIndex } from './canonical-index.ts'
import { matchListing } from './evidence.ts'
import { weighFamilies } from './family.ts'
import { nearTexts } from './near.ts'
import { overrideLookup, remarkOnOverrides, withParent } from './overrides.ts'
import { skuOf } from './population.ts'
import { remarkOnMatch } from './remarks.ts'

export interface Listings {
  /** In the plan's reach, by SKU. */
  planned: Listing[]
  /** What `planned` would be without the policy on unmatched listings: all that is counted and reported. */
  reached: Listing[]
  /** Everything of the configured marketplaces, matched; what is outside the selection only counts for links. */
  all: Listing[]
  unavailable: Set<string>
  ignored: Set<string>
}

const ASIN = /^[A-Z0-9]{10}$/

/** Turns catalogue items into matched listings: duplicates, stubs and ignored ones aside. Input order never matters. */
export function gatherListings(input: PlanInput, index: CanonicalIndex, report: (d: Diagnostic) => void): Listings {
  const listings: Listings = {
    planned: [],
    reached: [],
    all: [],
    unavailable: new Set(),
    ignored: new Set(),
  }
  const overrideOf = overrideLookup(input.overrides)
  const items = distinctItems(input, report)
  remarkOnOverrides(input, items, report)
  for (const item of items) {
    const key = `${item.marketplace}/${item.asin}`
    const override = overrideOf(item)
    if (override?.ignore) listings.ignored.add(key)
    else if (item.unavailable) listings.unavailable.add(key)
    else listings.all.push(listingOf(item, override, { settings: input.settings, index }))
  }
  listings.all.sort((a, b) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0))
  weighFamilies(listings.all, index)
  for (const listing of listings.all) remarkOnMatch(listing, index, report)
  select(listings, input, report)
  return listings
}

/** One item per marketplace and ASIN. */
function distinctItems({ sources, settings }: PlanInput, report: (d: Diagnostic) => void): CatalogueItem[] {
  const items = new Map<string, CatalogueItem[]>()
  for (const item of sources.flatMap((source) => source.items)) {
    if (!ASIN.test(item.asin) || !settings.source.marketplaces.includes(item.marketplace)) {
      report(unusable(item, settings))
      continue
    }
    const key = `${item.marketplace}/${item.asin}`
    const same = items.get(key)
    if (same) same.push(item)
    else items.set(key, [item])
  }
  return [...items.values()].map((same) => (same.length === 1 ? (same[0] as CatalogueItem) : firstOf(same, report)))
}

/** Of unequal duplicates the one that sorts first is taken, whatever order they come in. */
function firstOf(items: CatalogueItem[], report: (d: Diagnostic) => void): CatalogueItem {
  const texts = items.map((item) => ({ item, text: canonicalJson({ ...item } as never) }))
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  const [first] = texts as [(typeof texts)[number]]
  const differ = texts.every(({ text }) => text === first.text)
    ? 'the records are the same'
    : 'the records differ; the one that sorts first is taken'
  const message = `${first.item.asin} stands in the export ${items.length} times (${differ}).`
  report(diagnostic({ severity: 'warning', code: 'duplicate-asin', message }))
  return first.item
}

function unusable({ asin, marketplace }: CatalogueItem, { source }: Settings): Diagnostic {
  const message = ASIN.test(asin)
    ? `${asin} is of marketplace ${marketplace}, which sync.yaml does not name (${source.marketplaces.join(', ')}); it is left out.`
    : `"${asin}" is no ASIN; the record is left out.`
  return diagnostic({ severity: 'warning', code: 'item-unusable', message })
}

export function classOf(item: CatalogueItem): ItemClass {
  if (item.item_classification === 'VARIATION_PARENT' || item.child_asins.length > 0) return 'parent'
  return item.parent_asins.length > 0 ? 'child' : 'standalone'
}

interface Matching {
  settings: Settings
  index: CanonicalIndex
}

function listingOf(item: CatalogueItem, override: Override | null, { settings, index }: Matching): Listing {
  const sku = skuOf(settings.target.sku, item)
  const placed = withParent(item, override)
  const known = { item: placed, sku, address: addressOf('product', sku), class: classOf(placed), override }
  return { ...known, match: matchListing(known, index) }
}

function select(listings: Listings, { settings, selection }: PlanInput, report: (d: Diagnostic) => void): void {
  const { rollout_styles: styles, provider } = settings.source
  const chosen = (from: Listing[], style: string, where: string): Listing[] => {
    const found = ofStyle(from, style)
    if (found.length === 0) report(unusedStyle({ style, where }, from))
    return found
  }
  const rollout = `source.${provider}.rollout`
  const rolled = styles.length === 0 ? listings.all : union(styles.map((style) => chosen(listings.all, style, rollout)))
  const styled = selection.style === null ? rolled : chosen(rolled, selection.style, '--style')
  const { marketplaces } = selection
  listings.reached =
    marketplaces.length === 0 ? styled : styled.filter(({ item }) => marketplaces.includes(item.marketplace))
  const skips = settings.policy.unmatched === 'skip'
  listings.planned = skips ? listings.reached.filter(({ match }) => match.status !== 'unmatched') : listings.reached
}

/** A style without a listing: nothing is planned for it, and that looks as if all were well. */
function unusedStyle({ style, where }: { style: string; where: string }, listings: Listing[]): Diagnostic {
  const styles = new Set(
    listings.flatMap(({ match, item }) => (match.status === 'matched' ? match.sku : item.model_number) ?? []),
  )
  const near = nearTexts(style, styles)
  return diagnostic({
    severity: 'warning',
    code: 'style-unused',
    message: `No listing is of style ${style} (${where}).`,
    hint:
      near.length > 0 ? `Near are ${near.join(', ')}.` : 'A style is a canonical SKU, or its beginning up to a hyphen.',
  })
}

function union(groups: Listing[][]): Listing[] {
  const chosen = new Set(groups.flat())
  return [...chosen].sort((a, b) => (a.sku < b.sku ? -1 : 1))
}
