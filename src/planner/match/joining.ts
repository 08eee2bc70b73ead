import { parseBaseline } from '../../model/baseline.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SHOP, SHOPS } from '../../model/edge-names.ts'
import { addTo } from '../../model/grouping.ts'
import { type Item, siblingKey } from '../../model/item.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import type { Listing, PlanInput, Voice } from '../types.ts'
import { distinctItems } from './distinct.ts'
import type { Matched } from './index.ts'
import { type Decided, type Levels, levelsOf } from './join/bearers.ts'
import { type Joined, join } from './join/index.ts'
import type { Listings } from './listings.ts'
import { overrideLookup, remarkOnOverrides, withParent } from './overrides.ts'
import { type Place, placeName, placeOfItem, placesOf } from './places.ts'
import { classify } from './population.ts'
import { keyIn, type Tier, tiersOf, type Unheard } from './tiers.ts'

/** What is planned on its own, with what it is planned from. */
export interface MatchedTier {
  input: PlanInput
  matched: Matched
}

/** A target that joins: masters first, then what belongs to them. */
export interface MatchedTiers {
  tiers: MatchedTier[]
  /** Every listed variant, with what it belongs to. */
  judged: Listing[]
}

/** Says of listed items, at the address of what each would become, which are rejected, by their keys. */
export type Judge = (items: Listing[]) => ReadonlySet<string>

const NOTHING_REJECTED: ReadonlySet<string> = new Set()

/**
 * Joins the listings of all sources, and sorts what the catalogue holds. Input order never matters. What is rejected joins
 * as it would, and is not planned.
 */
export function matchJoining(input: PlanInput, judge: Judge = () => NOTHING_REJECTED): MatchedTiers {
  const diagnostics: Diagnostic[] = []
  const report = (entry: Diagnostic) => diagnostics.push(entry)
  const levels = levelsOf(input)
  const { items, ignored, present } = decidedItems(input, report)
  const joined = join(items, input)
  const places = placesOf(input)
  const ranks = new Map(places.map((place) => [placeName(place), place.rank]))
  const rejected = judge(inReach(judgedItems(items, { joined, levels }), input))
  const { masters, variants, listings } = tiersOf({
    input,
    levels,
    joined,
    present,
    retired: retiredOf(items, { input, levels }),
    rejected,
    known: knownOf(items, { input, levels }),
    unheard: unheardOf(items, { input, levels, places }),
    rankOf: ({ ref }) => ranks.get(placeName(ref)) ?? ranks.size,
  })
  remarkOnCanonical(input, new Set([...ownNames(listings.listings, levels), ...keysOf(input, levels)]), report)
  const undecided = items.flatMap((one): Listing[] => {
    const match = joined.matches.get(one.item.key)
    if (match?.status !== 'ambiguous') return []
    const key = keyIn(levels, one.item)
    return [{ ...one, key, address: `${levels.listing.name}.${key}`, match }]
  })
  const judged = [...listings.listings, ...undecided].sort((a, b) => (a.key < b.key ? -1 : 1))
  const reached = inReach(judged, input)
  const valid = reached.filter((one) => isPlanned(one) && !rejected.has(one.item.key))
  const chosen = new Set(valid.flatMap(({ belongs = {} }) => Object.values(belongs)))
  const matchedOf = (tier: Tier, of: (listing: Listing) => boolean, more: Listing[] = []): MatchedTier => {
    const planned = tier.listings.filter(of)
    const all = [...tier.listings, ...more]
    return {
      input: tier.input,
      matched: {
        population: classify(input.live, tier.input),
        listings: { ...NO_LISTINGS, planned, reached: [...planned, ...more], all, ignored },
        diagnostics,
      },
    }
  }
  const kept = new Set(valid.map(({ key }) => key))
  return {
    tiers: [
      matchedOf(masters, ({ address }) => chosen.has(address)),
      matchedOf(variants, ({ address }) => chosen.has(address)),
      matchedOf(listings, ({ key }) => kept.has(key), undecided),
    ],
    // What its shop has taken away is not looked for any more.
    judged: reached.filter(({ item }) => item.state === 'listed'),
  }
}

const NO_LISTINGS: Pick<Listings, 'unavailable' | 'outranked'> = { unavailable: new Set(), outranked: new Map() }

function decidedItems(
  input: PlanInput,
  report: (entry: Diagnostic) => void,
): { items: Decided[]; ignored: Set<string>; present: Item[] } {
  const found = distinctItems(input, report)
  const all = found.map(({ item }) => item)
  remarkOnOverrides(input, all, report)
  const overrideOf = overrideLookup(input)
  const decided = found.map(({ item, facts }) => {
    const override = overrideOf(item.ref)
    return { item: withParent(item, override, facts), facts, override }
  })
  const ignored = new Set(decided.flatMap(({ item, override }) => (override?.ignore ? item.key : [])))
  return {
    items: decided.filter(({ item }) => !ignored.has(item.key)),
    ignored,
    present: all.filter(({ state, role }) => state === 'listed' && role !== 'parent'),
  }
}

/** Every listed item at the address of what it would become: parents masters, all others their own listing. */
function judgedItems(items: readonly Decided[], { joined, levels }: { joined: Joined; levels: Levels }): Listing[] {
  const masters = new Map(
    joined.masters.flatMap(({ key, voices }) => voices.map(({ item }) => [item.key, key] as const)),
  )
  return items.flatMap((one): Listing[] => {
    const { item } = one
    if (item.state !== 'listed') return []
    const master = item.role === 'parent' ? masters.get(item.key) : undefined
    const kind = master === undefined ? levels.listing : levels.master
    const key = master ?? keyIn(levels, item)
    return [{ ...one, key, address: `${kind.name}.${key}`, match: { status: 'none' } }]
  })
}

interface Context {
  input: PlanInput
  levels: Levels
}

/** What the catalogue knows from earlier, groups by their members. */
function knownOf(items: readonly Decided[], { input, levels }: Context): Set<string> {
  const live = new Set(liveOf(input.live, levels.listing.name).map(({ key }) => key))
  return new Set(
    items.flatMap(({ item }) => {
      if (!live.has(keyIn(levels, item))) return []
      const [parent] = item.parents
      return parent === undefined ? item.key : [item.key, siblingKey(item, parent)]
    }),
  )
}

/** What its shop has taken away and the catalogue still knows as listed there. */
function retiredOf(items: readonly Decided[], { input, levels }: Context): Decided[] {
  const known = new Set(liveOf(input.live, levels.listing.name).map(({ key }) => key))
  return items.filter(
    ({ item }) => item.state === 'deleted' && item.role !== 'parent' && known.has(keyIn(levels, item)),
  )
}

/** Listings that the catalogue knows and that no export speaks of, though one might have: their shop was not read whole. */
function unheardOf(items: readonly Decided[], { input, levels, places }: Context & { places: Place[] }): Unheard {
  const heard = new Set(items.map(({ item }) => item.key))
  const whole = new Set(
    input.sources
      .filter(({ header }) => header.complete)
      .map(({ facts, header }) => placeName({ source: facts.name, shop: header[SHOP] })),
  )
  const masters = new Map<string, Voice[]>()
  const variants = new Map<string, Voice[]>()
  const [masterKeys, variantKeys] = [levels.master, levels.variant].map(({ name }) =>
    keysById(liveOf(input.live, name)),
  )
  const { belongs } = levels.listing
  for (const { fields } of liveOf(input.live, levels.listing.name)) {
    const item = parseBaseline(fields[input.traits.baseline.path], input.digest)?.item
    const place = placeOfItem(item, places)
    if (item === undefined || place === null || heard.has(item) || whole.has(placeName(place))) continue
    const voice = { source: place.source, rank: place.rank }
    const master = masterKeys?.get(String(fields[belongs?.master ?? '']))
    const variant = variantKeys?.get(String(fields[belongs?.variant ?? '']))
    if (master !== undefined) addTo(masters, master, voice)
    if (variant !== undefined) addTo(variants, variant, voice)
  }
  return { masters, variants }
}

function keysById(resources: readonly LiveResource[]): Map<string, string> {
  return new Map(resources.map(({ id, key }) => [id, key]))
}

/** Masters that would be there without people's word. */
function ownNames(listings: readonly Listing[], { master, listing: { belongs } }: Levels): string[] {
  return listings.flatMap(({ match, belongs: own }) => {
    const byHand = match.status === 'matched' && match.method === 'override'
    const address = own?.[belongs?.master ?? '']
    return byHand || address === undefined ? [] : address.slice(master.name.length + 1)
  })
}

function keysOf({ live }: PlanInput, { master }: Levels): string[] {
  return liveOf(live, master.name).map(({ key }) => key)
}

/** People name products that are there, or that something else becomes. */
function remarkOnCanonical(
  { overrides, traits }: PlanInput,
  known: ReadonlySet<string>,
  report: (entry: Diagnostic) => void,
): void {
  for (const { canonical, id, places, position } of overrides) {
    if (canonical === undefined || canonical === 'none' || known.has(canonical)) continue
    const message = `The override of ${id} names ${canonical}, which ${traits.title} does not hold and nothing becomes.`
    const hint = 'Correct the SKU, or use "canonical: none".'
    const place = places?.canonical ?? position
    report(diagnostic({ severity: 'error', code: 'override-unknown-canonical', message, ...place, hint }))
  }
}

function inReach(judged: Listing[], { selection }: PlanInput): Listing[] {
  const shops = selection[SHOPS]
  return shops.length === 0 ? judged : judged.filter(({ item }) => shops.includes(item.ref.shop))
}

function isPlanned({ match }: Listing): boolean {
  return match.status !== 'ambiguous'
}
