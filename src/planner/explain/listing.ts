import { counted } from '../../model/counted.ts'
import { CHILD_IDS, ITEM_ID, PARENT_IDS, SHOP } from '../../model/edge-names.ts'
import type { ExplainedFinding, ExplainedMatch, Explanation } from '../../model/explanation.ts'
import type { Item, ItemRef } from '../../model/item.ts'
import { isMatching } from '../../model/target-kinds.ts'
import { indexCanonical } from '../match/canonical-index.ts'
import { classOf, itemNames } from '../match/counts.ts'
import { matchEvidence } from '../match/evidence.ts'
import type { Listings } from '../match/listings.ts'
import { overrideLookup, overrideOrigin } from '../match/overrides.ts'
import type { Listing } from '../types.ts'
import { explainImages } from './images.ts'
import { explainLinks, explainPlanned } from './planned.ts'
import { addressIn, type Story, subjectWith } from './story.ts'
import { explainValues } from './values.ts'

export function explainListing(listing: Listing, story: Story): Explanation {
  const { item, key: sku } = listing
  const whole = subjectWith(listing, story)?.listing.key ?? sku
  return {
    subject: subjectOf(item.ref, story),
    found: findingOf(listing, story),
    match: judgementOf(listing, story),
    values: explainValues(listing, story),
    links: explainLinks(sku, story),
    images: explainImages(listing, story),
    planned: explainPlanned(whole, story),
  }
}

function subjectOf(ref: ItemRef, story: Story): Explanation['subject'] {
  const { keys, shops } = story.input
  const sku = keys.of(ref)
  const { source, shop, id } = ref
  return {
    asked: sku,
    kind: 'listing',
    sku,
    [ITEM_ID]: id,
    [SHOP]: shop,
    address: addressIn(story, sku),
    ...(shops.length > 1 ? { source } : {}),
  }
}

/** A listing that the export has and that goes no further; `null` when the export does not have it. */
export function explainLost(ref: ItemRef, story: Story): Explanation | null {
  const { input, listings } = story
  const item = input.sources.flatMap(({ items }) => items).find((one) => isSame(one.ref, ref))
  if (!item) return null
  const stage = lostAt(item, listings)
  if (stage === null) return null
  const sku = input.keys.of(ref)
  const override = overrideLookup(input)(ref)
  const place = override === null ? '' : ` (${overrideOrigin(override, 'ignore').path})`
  const [one] = story.context.kind.noun
  const winner = listings.outranked.get(item.key)
  const messages = {
    ignored: `An override says ignore${place}: it is never created and never touched.`,
    unavailable: `The source answers that it does not exist in ${ref.shop}; other listings refer to it. No ${one} is made of it.`,
    outranked: `Its ${one} is ${sku}, and ${winner?.id} of ${winner?.source} ${winner?.shop} gives every value of that: it comes first in sync.yaml.`,
  }
  return {
    subject: subjectOf(ref, story),
    found: {
      ...basics(item, story),
      stage,
      message: messages[stage],
      override: place === '' ? null : place.slice(2, -1),
    },
    match: null,
    values: [],
    links: [],
    images: [],
    planned: [],
  }
}

function lostAt({ key }: Item, listings: Listings): 'ignored' | 'unavailable' | 'outranked' | null {
  const stages = ['ignored', 'unavailable', 'outranked'] as const
  return stages.find((stage) => listings[stage].has(key)) ?? null
}

export function isSame(a: ItemRef, b: ItemRef): boolean {
  return a.id === b.id && a.shop === b.shop && a.source === b.source
}

function findingOf(listing: Listing, story: Story): ExplainedFinding {
  const { listings, context, verdict } = story
  const { item, override } = listing
  const rejected = verdict?.rejected.get(item.key)
  const reached = listings.reached.includes(listing)
  const planned = listings.planned.includes(listing)
  const stage = rejected ? 'rejected' : planned ? 'planned' : reached ? 'skipped' : 'outside'
  const messages = {
    planned: `It is in the export of ${item.ref.shop}.`,
    rejected: `Nothing is planned of it, and nothing removed: ${rejected?.rule} of specs/quality.yaml rejects it. ${rejected?.message}`,
    skipped:
      listing.match.status === 'ambiguous'
        ? `It is in the export of ${item.ref.shop}, and left open: nothing is made of it.`
        : `It has no canonical ${context.kind.noun[0]}, and policy.unmatched is skip.`,
    outside: `It is in the export of ${item.ref.shop}, and outside source.${item.ref.source}.rollout or the chosen ${listing.facts.shop.noun}s.`,
  }
  return {
    ...basics(item, story),
    stage,
    message: messages[stage],
    class: classOf(item),
    ...(rejected && { rejected }),
    override: override === null ? null : overrideOrigin(override, '').path,
    live: liveOf(subjectWith(listing, story)?.listing.key ?? listing.key, story),
  }
}

function basics(item: Item, story: Story): Omit<ExplainedFinding, 'stage' | 'message'> {
  const header = story.input.sources.find(
    ({ header: entry, facts }) => facts.name === item.ref.source && entry[SHOP] === item.ref.shop,
  )?.header
  return {
    export: header ? { [SHOP]: header[SHOP], exported_at: header.exported_at, complete: header.complete } : null,
    class: classOf(item),
    [PARENT_IDS]: item.parents,
    [CHILD_IDS]: item.children,
    override: null,
    live: liveOf(story.input.keys.of(item.ref), story),
  }
}

export function liveOf(key: string, { population }: Story): ExplainedFinding['live'] {
  const live = population.byKey.get(key)
  if (!live) return null
  const baseline = (population.owned.get(key)?.baseline ?? null) !== null
  return { id: live.id, modified: live.modified ?? null, baseline }
}

export const NO_MATCH: Omit<ExplainedMatch, 'status' | 'message'> = {
  canonical_sku: null,
  method: null,
  value: null,
  canonical_value: null,
  disagreed: [],
  guess: false,
  candidates: [],
  near: [],
  without_override: null,
  listings: [],
}

/** `null` where nothing follows from what a listing belongs to. */
function judgementOf(listing: Listing, story: Story): ExplainedMatch | null {
  if (listing.voice !== undefined) return joinedOf(listing, story)
  return isMatching(story.input.traits) ? matchOf(listing, story) : null
}

function matchOf(listing: Listing, story: Story): ExplainedMatch {
  const { match, override } = listing
  const [, many] = story.context.kind.noun
  const isAlone = override?.canonical === undefined || story.judged.length > 0
  const without = isAlone ? null : withoutOverride(listing, story)
  const blank = { ...NO_MATCH, status: match.status, without_override: without }
  const common = 'more' in match ? { ...blank, more: match.more } : blank
  if (match.status === 'none') {
    const message = story.judged.length > 0 ? 'An override keeps it by itself.' : 'An override links it to nothing.'
    return { ...common, method: 'override', message }
  }
  if (match.status === 'unmatched') return { ...common, message: match.message, near: match.near }
  if (match.status === 'ambiguous') {
    const message =
      story.judged.length > 0
        ? `What it is recognised by leads several ways (${match.code}); it belongs to none of them.`
        : `Several canonical ${many} could be meant (${match.code}); it is linked to none of them.`
    return { ...common, message, candidates: match.candidates }
  }
  const { sku, method, value, canonicalValue, disagreed, guess = false } = match
  const message = `It belongs to ${sku} by ${method} ${value}.`
  return { ...common, canonical_sku: sku, method, value, canonical_value: canonicalValue, disagreed, guess, message }
}

/** What several listings are one of: which, and by what they are known. */
function joinedOf({ address }: Listing, { judged, input }: Story): ExplainedMatch {
  const listings = judged
    .filter(({ belongs = {} }) => Object.values(belongs).includes(address))
    .map(({ item, address: own, match }) => {
      const [method, value] = match.status === 'matched' ? [match.method, match.value] : ['alone', item.ref.id]
      return { ...itemNames(item, input), address: own, method, value }
    })
  const message = `${counted(listings.length, 'listing is', 'listings are')} joined in it.`
  return { ...NO_MATCH, status: listings.length > 0 ? 'matched' : 'unmatched', message, listings }
}

function withoutOverride(listing: Listing, { context, population, input }: Story): string {
  const index = indexCanonical(population.canonical, input.settings.target.canonical, context.kind)
  const match = matchEvidence({ ...listing, override: null }, index)
  if (match.status === 'matched') return `${match.sku} by ${match.method} ${match.value}`
  return match.status === 'unmatched' ? match.message : 'ambiguous'
}
