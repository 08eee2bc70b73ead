import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { DUPLICATE_ID, SHOPS } from '../../model/edge-names.ts'
import type { Item } from '../../model/item.ts'
import { canonicalJson } from '../../model/json.ts'
import type { Override, Settings } from '../../model/settings.ts'
import type { SourceFacts } from '../../model/source.ts'
import { withoutArticle } from '../../model/source-words.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { CanonicalIndex } from './canonical-index.ts'
import { matchListing } from './evidence.ts'
import { weighFamilies } from './family.ts'
import { nearTexts } from './near.ts'
import { overrideLookup, remarkOnOverrides, withParent } from './overrides.ts'
import { remarkOnMatch } from './remarks.ts'
import { ofStyle } from './style.ts'

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
}

type Report = (d: Diagnostic) => void

/** An item with how its source is read. */
interface Sourced {
  item: Item
  facts: SourceFacts
}

/** Turns items into matched listings: duplicates, stubs and ignored ones aside. Input order never matters. */
export function gatherListings(input: PlanInput, index: CanonicalIndex, report: Report): Listings {
  const listings: Listings = {
    planned: [],
    reached: [],
    all: [],
    unavailable: new Set(),
    ignored: new Set(),
  }
  const overrideOf = overrideLookup(input.overrides)
  const found = distinctItems(input, report)
  remarkOnOverrides(
    input,
    found.map(({ item }) => item),
    report,
  )
  for (const { item, facts } of found) {
    const override = overrideOf(item)
    if (override?.ignore) listings.ignored.add(item.key)
    else if (item.state !== 'listed') listings.unavailable.add(item.key)
    else listings.all.push(listingOf({ item, facts }, override, { input, index }))
  }
  listings.all.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  weighFamilies(listings.all, index)
  for (const listing of listings.all) remarkOnMatch(listing, index, report)
  select(listings, input, report)
  return listings
}

/** One item per shop and id. */
function distinctItems({ sources, shops: configured }: PlanInput, report: Report): Sourced[] {
  const items = new Map<string, Sourced[]>()
  for (const { facts, items: listed } of sources) {
    const form = new RegExp(`^(?:${facts.id.pattern})$`)
    const shops = configured.filter((one) => one.facts.name === facts.name).flatMap((one) => one.shops)
    for (const item of listed) {
      if (!form.test(item.ref.id) || !shops.includes(item.ref.shop)) {
        report(unusable({ item, facts }, form, shops))
        continue
      }
      const same = items.get(item.key)
      if (same) same.push({ item, facts })
      else items.set(item.key, [{ item, facts }])
    }
  }
  return [...items.values()].map((same) => (same.length === 1 ? (same[0] as Sourced) : firstOf(same, report)))
}

/** Of unequal duplicates the one that sorts first is taken, whatever order they come in. */
function firstOf(items: Sourced[], report: Report): Sourced {
  const texts = items.map((one) => ({ one, text: canonicalJson({ ...one.item.fields } as never) }))
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  const [first] = texts as [(typeof texts)[number]]
  const differ = texts.every(({ text }) => text === first.text)
    ? 'the records are the same'
    : 'the records differ; the one that sorts first is taken'
  const message = `${first.one.item.ref.id} stands in the export ${items.length} times (${differ}).`
  report(diagnostic({ severity: 'warning', code: DUPLICATE_ID, message }))
  return first.one
}

function unusable({ item, facts }: Sourced, form: RegExp, shops: string[]): Diagnostic {
  const { id, shop } = item.ref
  const message = form.test(id)
    ? `${id} is of ${facts.shop.noun} ${shop}, which sync.yaml does not name (${shops.join(', ')}); it is left out.`
    : `"${id}" is no ${withoutArticle(facts.id.noun)}; the record is left out.`
  return diagnostic({ severity: 'warning', code: 'item-unusable', message })
}

interface Matching {
  input: PlanInput
  index: CanonicalIndex
}

function listingOf({ item, facts }: Sourced, override: Override | null, { input, index }: Matching): Listing {
  const key = input.keys.of(item.ref)
  const placed = withParent(item, override, facts)
  const known = { item: placed, facts, key, address: addressOf(index.kind.name, key), override }
  return { ...known, match: matchListing(known, index) }
}

function select(listings: Listings, { settings, selection }: PlanInput, report: Report): void {
  const chosen = (from: Listing[], style: string, where: string): Listing[] => {
    const found = ofStyle(from, style)
    if (found.length === 0) report(unusedStyle({ style, where }, from))
    return found
  }
  const rolled = rolledOut(listings.all, settings, chosen)
  const styled = selection.style === null ? rolled : chosen(rolled, selection.style, '--style')
  const shops = selection[SHOPS]
  listings.reached = shops.length === 0 ? styled : styled.filter(({ item }) => shops.includes(item.ref.shop))
  const skips = settings.policy.unmatched === 'skip'
  listings.planned = skips ? listings.reached.filter(({ match }) => match.status !== 'unmatched') : listings.reached
}

/** Of sources that roll out some styles first only those; of the others everything. */
function rolledOut(
  all: Listing[],
  { sources }: Settings,
  chosen: (from: Listing[], style: string, where: string) => Listing[],
): Listing[] {
  const rollouts = sources.filter(({ rollout_styles: styles }) => styles.length > 0)
  if (rollouts.length === 0) return all
  const groups = Map.groupBy(all, ({ item: { ref } }) =>
    rollouts.find(({ provider, shops }) => provider === ref.source && shops.includes(ref.shop)),
  )
  const others = groups.get(undefined) ?? []
  const rolled = rollouts.flatMap((rollout) =>
    rollout.rollout_styles.map((style) =>
      chosen(groups.get(rollout) ?? [], style, `source.${rollout.provider}.rollout`),
    ),
  )
  return union([others, ...rolled])
}

/** A style without a listing: nothing is planned for it, and that looks as if all were well. */
function unusedStyle({ style, where }: { style: string; where: string }, listings: Listing[]): Diagnostic {
  const styles = new Set(
    listings.flatMap(({ match, item }) => (match.status === 'matched' ? match.sku : item.names.model) ?? []),
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
  return [...chosen].sort((a, b) => (a.key < b.key ? -1 : 1))
}
