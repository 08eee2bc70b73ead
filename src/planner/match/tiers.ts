import { addressOf } from '../../model/address.ts'
import type { Item, ItemRef } from '../../model/item.ts'
import type { Keys } from '../../model/keys.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { liveOf } from '../../model/live.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { tierView } from '../tier-view.ts'
import type { Listing, PlanInput, Voice } from '../types.ts'
import type { Decided, Levels } from './join/bearers.ts'
import type { Joined } from './join/index.ts'
import type { NamedMaster, NamedVariant } from './join/names.ts'

/** One kind of a joining target, planned as if it were the only one. */
export interface Tier {
  /** With the rules, the keys and the kind of this tier alone. */
  input: PlanInput
  /** One for each resource, in the order of their keys. */
  listings: Listing[]
}

interface Making {
  input: PlanInput
  levels: Levels
  joined: Joined
  /** Items that are listed each by itself, what people ignore as well. */
  present: readonly Item[]
  /** Items that their shop says are gone, and that the catalogue knows. */
  retired: readonly Decided[]
  /** Keys of items that nothing is made of. */
  rejected: ReadonlySet<string>
  /** Keys of items that the catalogue knows from earlier. */
  known: ReadonlySet<string>
  /** Places whose word is not known this time. */
  unheard: Unheard
  rankOf: (item: Pick<Item, 'ref'>) => number
}

/** By the keys of masters and of variants. */
export interface Unheard {
  masters: ReadonlyMap<string, Voice[]>
  variants: ReadonlyMap<string, Voice[]>
}

/** Masters, their variants, and the listings of both. */
export function tiersOf(making: Making): { masters: Tier; variants: Tier; listings: Tier } {
  const { input, levels, joined, unheard } = making
  const masters = joined.masters.map((one) => masterOf(one, making))
  const variants = joined.masters.flatMap((master) => master.variants.map((one) => variantOf(one, master, making)))
  const listings = joined.masters.flatMap((master) =>
    master.variants.flatMap((one) => one.voices.map((voice) => listingOf(voice, { master, variant: one }, making))),
  )
  const retired = making.retired.map((voice) => plainListing(voice, levels.listing, keyIn(levels, voice.item)))
  return {
    masters: tierOf(masters, viewOf(input, levels.master), [...keysIn(masters), ...unheard.masters.keys()]),
    variants: tierOf(variants, viewOf(input, levels.variant), [...keysIn(variants), ...unheard.variants.keys()]),
    listings: tierOf([...listings, ...retired], viewOf(input, levels.listing), [
      ...keysIn(listings),
      ...making.present.map((item) => keyIn(levels, item)),
    ]),
  }
}

function keysIn(listings: readonly Listing[]): string[] {
  return listings.map(({ key }) => key)
}

/** `spoken`: keys of what something speaks for, also what is not read this time. */
function tierOf(listings: Listing[], input: PlanInput, spoken: readonly string[]): Tier {
  listings.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return { input: { ...input, keys: keysOf(listings, input), spoken: new Set(spoken) }, listings }
}

/** What was made from here of this kind is known under its keys. */
function viewOf(input: PlanInput, kind: KindTraits): PlanInput {
  const view = tierView(input, kind)
  if (kind === mainKind(input.traits)) return view
  const created = new Set([...input.memory.created].flatMap((address) => keyUnder(kind.name, address)))
  return { ...view, memory: { ...input.memory, created } }
}

/** Resources of kinds below the first are remembered by their addresses. */
function keyUnder(kind: string, address: string): string[] {
  return address.startsWith(`${kind}.`) ? [address.slice(kind.length + 1)] : []
}

/** What bears a baseline may be ours; whether it is, the baseline says. */
function keysOf(listings: readonly Listing[], { live, traits }: PlanInput): Keys {
  const byItem = new Map<string, string>()
  for (const { key, item, also = [] } of listings)
    for (const { ref } of [item, ...also.map((one) => one.item)]) byItem.set(identity(ref), key)
  const wanted = new Set(listings.map(({ key }) => key))
  const { path } = traits.baseline
  const marked = new Set(
    traits.kinds.flatMap(({ name }) =>
      liveOf(live, name).flatMap(({ key, fields }) => (typeof fields[path] === 'string' ? key : [])),
    ),
  )
  return {
    of: (ref) => byItem.get(identity(ref)) ?? '',
    owns: (key) => wanted.has(key) || marked.has(key),
    resembles: () => true,
    beginnings: [],
  }
}

function identity({ source, shop, id }: ItemRef): string {
  return JSON.stringify([source, shop, id])
}

function plainListing({ item, facts, override }: Decided, kind: KindTraits, key: string): Listing {
  return { item, facts, override, key, address: addressOf(kind.name, key), match: { status: 'none' } }
}

/**
 * Who speaks for a resource: not what is rejected, unless nobody else does, and then nothing is made of it. What was valid
 * before is not heard this time, so that its values stay.
 */
function heard(
  voices: readonly Decided[],
  { rejected, known, rankOf }: Making,
): { valid: readonly Decided[]; silent: Voice[] } {
  const valid = voices.filter(({ item }) => !rejected.has(item.key))
  if (valid.length === 0 || valid.length === voices.length) return { valid: voices, silent: [] }
  const silent = voices.flatMap(({ item }) =>
    rejected.has(item.key) && known.has(item.key) ? { source: item.ref.source, rank: rankOf(item) } : [],
  )
  return { valid, silent }
}

/** One listing for all that speak for a resource: the first, and the others in order. */
function chorus(
  voices: readonly Decided[],
  { kind, key }: { kind: KindTraits; key: string },
  { rankOf }: Making,
): Listing {
  const [first, ...also] = voices.map((one): Listing => {
    const voice = { source: one.item.ref.source, rank: rankOf(one.item) }
    return { ...plainListing(one, kind, key), voice }
  }) as [Listing, ...Listing[]]
  return also.length === 0 ? first : { ...first, also }
}

function masterOf({ key, voices, variants }: NamedMaster, making: Making): Listing {
  const { levels, unheard, rejected } = making
  const all = variants.map((variant) => heard(variant.voices, making).valid[0] as Decided)
  const left = all.filter(({ item }) => !rejected.has(item.key))
  const group = (left.length > 0 ? left : all).map(({ item }) => item.fields)
  const { valid, silent } = heard(voices, making)
  const speakers = valid.some(({ item }) => !rejected.has(item.key)) || left.length === 0 ? valid : left.slice(0, 1)
  const [first, ...others] = speakers as [Decided, ...Decided[]]
  const speaker = { ...first, item: { ...first.item, fields: { ...first.item.fields, group } } }
  return {
    ...chorus([speaker, ...others], { kind: levels.master, key }, making),
    ...silence(unheard.masters.get(key), silent),
  }
}

function variantOf({ key, voices }: NamedVariant, master: NamedMaster, making: Making): Listing {
  const { levels, unheard } = making
  const belongs = { [levels.variant.belongs?.master ?? '']: addressOf(levels.master.name, master.key) }
  const { valid, silent } = heard(voices, making)
  const own = chorus(valid, { kind: levels.variant, key }, making)
  return { ...own, belongs, ...silence(unheard.variants.get(key), silent) }
}

function silence(places: readonly Voice[] = [], rejected: readonly Voice[] = []): Pick<Listing, 'unheard'> {
  return places.length + rejected.length === 0 ? {} : { unheard: [...places, ...rejected] }
}

function listingOf(
  voice: Decided,
  { master, variant }: { master: NamedMaster; variant: NamedVariant },
  { levels, joined }: Making,
): Listing {
  const { belongs } = levels.listing
  const own = plainListing(voice, levels.listing, keyIn(levels, voice.item))
  const places = {
    [belongs?.master ?? '']: addressOf(levels.master.name, master.key),
    ...(belongs?.variant === undefined ? {} : { [belongs.variant]: addressOf(levels.variant.name, variant.key) }),
  }
  return { ...own, match: joined.matches.get(voice.item.key) ?? own.match, belongs: places }
}

/** What a listing becomes is called. */
export function keyIn({ listing }: Levels, item: Item): string {
  return listing.keyOf?.(item) ?? item.key
}
