import { fewOf } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { ItemRef } from '../../model/item.ts'
import { keySettingOf } from '../../model/settings.ts'
import type { Listing, PlanInput } from '../types.ts'
import { type Place, placeName, placeOfItem, placesOf } from './places.ts'
import type { Population } from './population.ts'
import type { Report } from './remarks.ts'

const NAMED = 5

interface Ranked {
  /** In the order of their keys. */
  all: Listing[]
  /** By the keys of the other items: what is made instead of theirs. */
  outranked: Map<string, ItemRef>
}

interface Context {
  input: PlanInput
  population: Population
}

/**
 * Listings in the order of their keys, one for each. Where items of several shops become one resource, the first in the
 * order of the workspace gives its values, whatever order they come in.
 */
export function byPrecedence(listings: Listing[], { input, population }: Context, report: Report): Ranked {
  const places = placesOf(input)
  const byName = new Map(places.map((place) => [placeName(place), place]))
  const rank = ({ item }: Listing) => byName.get(placeName(item.ref))?.rank ?? places.length
  const sorted = listings.toSorted(
    (a, b) => compare(a.key, b.key) || rank(a) - rank(b) || compare(a.item.key, b.item.key),
  )
  const ranked: Ranked = { all: [], outranked: new Map() }
  const contests = new Map<string, Contest>()
  let winner: ItemRef | null = null
  let key: string | null = null
  for (const listing of sorted) {
    const first: ItemRef | null =
      key === listing.key ? winner : absentWinner(listing, { rank: rank(listing), places, population })
    key = listing.key
    winner = first ?? listing.item.ref
    if (first === null) ranked.all.push(listing)
    else {
      ranked.outranked.set(listing.item.key, first)
      note(contests, { first, listing })
    }
  }
  for (const contest of contests.values()) report(remark(contest, { byName, input }))
  return ranked
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The item that the resource was made of, where its shop comes first and is not read this time. */
function absentWinner(
  { key, item }: Listing,
  { rank, places, population }: { rank: number; places: readonly Place[]; population: Population },
): ItemRef | null {
  const made = population.owned.get(key)?.baseline?.item
  if (made === undefined || made === item.key) return null
  const place = placeOfItem(made, places)
  if (place === null || place.read || place.rank >= rank) return null
  return { source: place.source, shop: place.shop, id: made.slice(place.items.length) }
}

/** Two places with the keys that items of both would have. */
interface Contest {
  first: string
  other: string
  keys: string[]
}

function note(contests: Map<string, Contest>, { first: winner, listing }: { first: ItemRef; listing: Listing }): void {
  const [first, other] = [placeName(winner), placeName(listing.item.ref)]
  const id = JSON.stringify([first, other])
  const contest = contests.get(id) ?? { first, other, keys: [] }
  contest.keys.push(listing.key)
  contests.set(id, contest)
}

/** One remark for all of them: catalogues that overlap do so by the thousand. */
function remark(
  { first, other, keys }: Contest,
  { byName, input }: { byName: ReadonlyMap<string, Place>; input: PlanInput },
): Diagnostic {
  const both = keys.length === 1 ? 'is listed' : 'are listed'
  const unread = byName.get(first)?.read ? '' : ', though it is not read for this plan'
  return diagnostic({
    severity: 'warning',
    code: 'duplicate-key',
    message: `${fewOf(keys, NAMED)} ${both} by ${first} and by ${other}; ${first} comes first in sync.yaml and gives every value${unread}.`,
    hint: `To keep both, let ${keySettingOf(input.settings.target)} name {source} and {shop}; else change the order of the sources.`,
  })
}
