import { diagnostic } from '../../model/diagnostic.ts'
import type { ItemRef } from '../../model/item.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { Report } from './remarks.ts'

const NAMED = 5

interface Ranked {
  /** In the order of their keys. */
  all: Listing[]
  /** By the keys of the other items: what is made instead of theirs. */
  outranked: Map<string, Listing>
}

type Input = Pick<PlanInput, 'shops' | 'settings'>

/**
 * Listings in the order of their keys, one for each. Where items of several shops become one resource, the first in the
 * order of the workspace gives its values, whatever order they come in.
 */
export function byPrecedence(listings: Listing[], input: Input, report: Report): Ranked {
  const rank = ranks(input)
  const sorted = listings.toSorted(
    (a, b) => compare(a.key, b.key) || rank(a.item.ref) - rank(b.item.ref) || compare(a.item.key, b.item.key),
  )
  const all: Listing[] = []
  const outranked: Ranked['outranked'] = new Map()
  const contests = new Map<string, Contest>()
  for (const listing of sorted) {
    const first = all.at(-1)
    if (first?.key !== listing.key) all.push(listing)
    else {
      outranked.set(listing.item.key, first)
      note(contests, first, listing)
    }
  }
  for (const contest of contests.values()) report(remark(contest, input))
  return { all, outranked }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The place of an item's shop in the workspace. */
function ranks({ shops: sources }: Input): (ref: ItemRef) => number {
  const places = sources.flatMap(({ facts, shops }) => shops.map((shop) => placeName({ source: facts.name, shop })))
  const byPlace = new Map(places.map((place, index) => [place, index]))
  return (ref) => byPlace.get(placeName(ref)) ?? places.length
}

/** A source with one of its shops, for people. */
function placeName({ source, shop }: Pick<ItemRef, 'source' | 'shop'>): string {
  return `${source} ${shop}`
}

/** Two places with the keys that items of both would have. */
interface Contest {
  first: string
  other: string
  keys: string[]
}

function note(contests: Map<string, Contest>, winner: Listing, loser: Listing): void {
  const [first, other] = [placeName(winner.item.ref), placeName(loser.item.ref)]
  const id = JSON.stringify([first, other])
  const contest = contests.get(id) ?? { first, other, keys: [] }
  contest.keys.push(loser.key)
  contests.set(id, contest)
}

/** One remark for all of them: catalogues that overlap do so by the thousand. */
function remark({ first, other, keys }: Contest, { settings: { target } }: Input) {
  const rest = keys.length - NAMED
  const named = `${keys.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest.toLocaleString('en-US')} more` : ''}`
  const both = keys.length === 1 ? 'is listed' : 'are listed'
  return diagnostic({
    severity: 'warning',
    code: 'duplicate-key',
    message: `${named} ${both} by ${first} and by ${other}; ${first} comes first in sync.yaml and gives every value.`,
    hint: `To keep both, let target.${target.provider}.sku name {source} and {shop}; else change the order of the sources.`,
  })
}
