import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SHOPS } from '../../model/edge-names.ts'
import type { ItemRef } from '../../model/item.ts'
import type { Override, Settings } from '../../model/settings.ts'
import { isMatching } from '../../model/target-kinds.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { CanonicalIndex } from './canonical-index.ts'
import { distinctItems, type Sourced } from './distinct.ts'
import { matchListing } from './evidence.ts'
import { weighFamilies } from './family.ts'
import { nearAmong } from './near.ts'
import { overrideLookup, remarkOnOverrides, withParent } from './overrides.ts'
import type { Population } from './population.ts'
import { byPrecedence } from './precedence.ts'
import { remarkOnMatch } from './remarks.ts'
import { byStyle } from './style.ts'

export interface Listings {
  /** In the plan's reach, by key. */
  planned: Listing[]
  /** What `planned` would be without the policy on unmatched listings: all that is counted and reported. */
  reached: Listing[]
  /** Everything of the configured shops, matched; what is outside the selection only counts for links. */
  all: Listing[]
  /** Keys of items. */
  unavailable: Set<string>
  ignored: Set<string>
  /** Items, by key, whose resource is made of an item of a source that comes before theirs. */
  outranked: Map<string, ItemRef>
}

type Report = (d: Diagnostic) => void

interface Matching {
  input: PlanInput
  index: CanonicalIndex
}

/** Turns items into matched listings: duplicates, stubs and ignored ones aside. Input order never matters. */
export function gatherListings(
  input: PlanInput,
  { index, population }: { index: CanonicalIndex; population: Population },
  report: Report,
): Listings {
  const listings: Listings = {
    planned: [],
    reached: [],
    all: [],
    unavailable: new Set(),
    ignored: new Set(),
    outranked: new Map(),
  }
  const overrideOf = overrideLookup(input)
  const found = distinctItems(input, report)
  remarkOnOverrides(
    input,
    found.map(({ item }) => item),
    report,
  )
  for (const { item, facts } of found) {
    const override = overrideOf(item.ref)
    if (override?.ignore) listings.ignored.add(item.key)
    else if (item.state !== 'listed') listings.unavailable.add(item.key)
    else listings.all.push(listingOf({ item, facts }, override, { input, index }))
  }
  Object.assign(listings, byPrecedence(listings.all, { input, population }, report))
  weighFamilies(listings.all, index)
  const near = nearAmong(() => index.skus)
  for (const listing of listings.all) remarkOnMatch(listing, { index, input, near }, report)
  select(listings, input, report)
  return listings
}

function listingOf({ item, facts }: Sourced, override: Override | null, { input, index }: Matching): Listing {
  const key = input.keys.of(item.ref)
  const placed = withParent(item, override, facts)
  const known = { item: placed, facts, key, address: addressOf(index.kind.name, key), override }
  return { ...known, match: matchListing(known, index) }
}

function select(listings: Listings, { settings, selection, traits }: PlanInput, report: Report): void {
  const rolled = rolledOut(listings.all, settings, report)
  const { style } = selection
  const styled = style === null ? rolled : ofStyles(rolled, { styles: [style], where: '--style' }, report)
  const shops = selection[SHOPS]
  listings.reached = shops.length === 0 ? styled : styled.filter(({ item }) => shops.includes(item.ref.shop))
  const skips = settings.policy.unmatched === 'skip' && isMatching(traits)
  listings.planned = skips ? listings.reached.filter(({ match }) => match.status !== 'unmatched') : listings.reached
}

/** Of sources that roll out some styles first only those; of the others everything. */
function rolledOut(all: Listing[], { sources }: Settings, report: Report): Listing[] {
  const rollouts = sources.filter(({ rollout_styles: styles }) => styles.length > 0)
  if (rollouts.length === 0) return all
  const groups = Map.groupBy(all, ({ item: { ref } }) =>
    rollouts.find(({ provider, shops }) => provider === ref.source && shops.includes(ref.shop)),
  )
  const others = groups.get(undefined) ?? []
  const rolled = rollouts.flatMap((rollout) => {
    const chosen = { styles: rollout.rollout_styles, where: `source.${rollout.provider}.rollout` }
    return ofStyles(groups.get(rollout) ?? [], chosen, report)
  })
  return union([...others, ...rolled])
}

interface Styles {
  styles: readonly string[]
  where: string
}

function ofStyles(from: Listing[], { styles, where }: Styles, report: Report): Listing[] {
  const groups = byStyle(from, styles)
  const near = nearAmong(
    () => new Set(from.flatMap(({ match, item }) => (match.status === 'matched' ? match.sku : item.names.model) ?? [])),
  )
  return styles.flatMap((style) => {
    const found = groups.get(style) ?? []
    if (found.length === 0) report(unusedStyle({ style, where }, near(style)))
    return found
  })
}

/** A style without a listing: nothing is planned for it, and that looks as if all were well. */
function unusedStyle({ style, where }: { style: string; where: string }, near: readonly string[]): Diagnostic {
  return diagnostic({
    severity: 'warning',
    code: 'style-unused',
    message: `No listing is of style ${style} (${where}).`,
    hint:
      near.length > 0 ? `Near are ${near.join(', ')}.` : 'A style is a canonical SKU, or its beginning up to a hyphen.',
  })
}

function union(listings: Listing[]): Listing[] {
  return [...new Set(listings)].sort((a, b) => (a.key < b.key ? -1 : 1))
}
