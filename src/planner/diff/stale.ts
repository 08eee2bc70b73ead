import { SHOP } from '../../model/edge-names.ts'
import { addTo } from '../../model/grouping.ts'
import type { ItemRef } from '../../model/item.ts'
import { pairMark } from '../../model/run.ts'
import type { Series, Survey } from '../../model/target.ts'
import { placeName } from '../match/places.ts'
import type { Population } from '../match/population.ts'
import type { Subject } from '../project/groups.ts'
import { byTarget, type DesiredRelations } from '../project/relations.ts'
import type { Listing, Owned, PlanInput } from '../types.ts'
import { type GoneProduct, placeOf } from './gone.ts'
import { isMember, membersOf } from './live-members.ts'

/**
 * Why a pair of ours no longer follows: people decided that there is none; another source takes the place, or would;
 * nothing does; it is not decided which; or the listing itself is gone.
 */
export type StaleCause = 'decided' | 'replaced' | 'absent' | 'undecided' | 'gone'

/** A pair of ours that is live and no longer follows from the source. */
export interface StalePair {
  series: Series
  /** Keys of both ends. */
  source: string
  target: string
  cause: StaleCause
  /** Keys of the sources that take the place. */
  instead: string[]
  /** Where the listing is from. */
  of: Pick<ItemRef, 'source' | 'shop'>
}

export interface StaleContext {
  input: PlanInput
  population: Population
  survey: Survey
  relations: DesiredRelations
}

/** What all pairs are asked about, found out when the first is. */
interface Asked extends StaleContext {
  /** By target, the sources that it is to have. */
  wanted(series: Series): ReadonlyMap<string, string[]>
  /** Keys of what is listed in a shop. */
  listedIn(of: Pick<ItemRef, 'source' | 'shop'>): ReadonlySet<string>
}

/** Pairs that baselines of what is planned name as ours, and those of listings that are gone. */
export function stalePairs(
  { subjects, gone }: { subjects: readonly Subject[]; gone: readonly GoneProduct[] },
  context: StaleContext,
): StalePair[] {
  const sourcesIn = liveSources(context)
  const asked = askedOf(context)
  const ofSubjects = subjects.flatMap((subject) => {
    const { listing } = subject
    const owned = context.population.owned.get(listing.key)
    if (!owned?.baseline) return []
    return context.survey.series.flatMap((series) => {
      const instead = context.relations[series.madeOf]
      return sourcesIn(series, owned, (source) => !instead.get(source)?.has(listing.key))
        .filter((source) => series.madeOf === 'match' || !mayBeParent(source, listing, asked))
        .map((source) => pairOf({ series, source, subject }, asked))
    })
  })
  return [...ofSubjects, ...gone.flatMap((one) => ofGone(one, sourcesIn, context))]
}

function pairOf(
  { series, source, subject }: { series: Series; source: string; subject: Subject },
  { wanted }: Asked,
): StalePair {
  const { key, item, override } = subject.listing
  const instead = wanted(series).get(key) ?? []
  const cause = series.madeOf === 'match' ? ofMatches(subject) : ofParents(item.parents, override?.parent)
  return { series, source, target: key, cause, instead, of: item.ref }
}

/** In the order in which they count where the parts of one resource are matched differently. */
const OF_MATCH = [
  ['ambiguous', 'undecided'],
  ['matched', 'replaced'],
  ['unmatched', 'absent'],
  ['none', 'decided'],
] as const

function ofMatches({ listing, parts }: Subject): StaleCause {
  const found = new Set([listing, ...parts].map(({ match }) => match.status))
  const [, cause] = OF_MATCH.find(([status]) => found.has(status)) ?? OF_MATCH[2]
  return cause
}

function ofParents(parents: string[], overridden: string | undefined): StaleCause {
  if (overridden === 'none') return 'decided'
  return parents.length > 0 ? 'replaced' : 'absent'
}

function ofGone(gone: GoneProduct, sourcesIn: SourcesIn, { survey }: StaleContext): StalePair[] {
  const { owned } = gone
  const common = { target: owned.live.key, cause: 'gone' as const, instead: [], of: placeOf(gone) }
  return survey.series.flatMap((series) =>
    sourcesIn(series, owned, () => true).map((source) => ({ ...common, series, source })),
  )
}

/** Keys of sources of ours that a resource is live under, those that are in question alone. */
type SourcesIn = (series: Series, owned: Owned, isInQuestion: (source: string) => boolean) => string[]

function liveSources(context: StaleContext): SourcesIn {
  const { input, population } = context
  const everyone = input.settings.policy.exclusive ? sourcesById(context) : null
  return (series, { live, baseline }, isInQuestion) => {
    if (!baseline) return []
    if (everyone) return (everyone.get(series)?.get(live.id) ?? []).filter(isInQuestion)
    return oursAmong({ series, live, baseline }, isInQuestion, { input, population })
  }
}

/** Keys of the sources that a baseline names and that are live; one that was taken off here before is somebody else's by now. */
export function oursAmong(
  { series, live, baseline }: { series: Series } & Pick<Owned, 'live' | 'baseline'>,
  isInQuestion: (source: string) => boolean,
  { input, population }: Pick<StaleContext, 'input' | 'population'>,
): string[] {
  const { links = {} } = baseline ?? {}
  const written = Object.hasOwn(links, series.name) ? (links[series.name] ?? []) : []
  return written.filter(
    (source) =>
      isInQuestion(source) &&
      isMember(live.id, { series, source }, { input, population }) &&
      !input.memory.takenOff.has(pairMark(series.name, population.byKey.get(source)?.id ?? '', live.id)),
  )
}

/** With all relations to our resources managed here, who made them makes no difference. */
function sourcesById({ survey, input, population }: StaleContext): Map<Series, Map<string, string[]>> {
  const keys = [...population.byKey.keys()].sort()
  return new Map(
    survey.series.map((series) => {
      const sources = new Map<string, string[]>()
      for (const source of keys)
        for (const id of membersOf(series, source, { input, population })) addTo(sources, id, source)
      return [series, sources]
    }),
  )
}

/** A parent that the listing names all the same, or that an incomplete export says nothing about. */
function mayBeParent(source: string, { item, facts }: Listing, { input: { keys, sources }, listedIn }: Asked): boolean {
  const { ref, parents } = item
  if (parents.some((id) => keys.of({ ...ref, id }) === source)) return true
  if (listedIn({ source: facts.name, shop: ref.shop }).has(source)) return false
  return sources.some(
    ({ header, facts: { name } }) => name === facts.name && header[SHOP] === ref.shop && !header.complete,
  )
}

function askedOf(context: StaleContext): Asked {
  const { relations, input } = context
  return {
    ...context,
    wanted: remembered(
      ({ madeOf }: Series) => madeOf,
      ({ madeOf }) => byTarget(relations[madeOf]),
    ),
    listedIn: remembered(placeName, (place) => listedKeys(place, input)),
  }
}

function remembered<K, V>(nameOf: (key: K) => string, find: (key: K) => V): (key: K) => V {
  const known = new Map<string, V>()
  return (key) => {
    const name = nameOf(key)
    const found = known.get(name) ?? find(key)
    known.set(name, found)
    return found
  }
}

function listedKeys({ source, shop }: Pick<ItemRef, 'source' | 'shop'>, { sources, keys }: PlanInput): Set<string> {
  const read = sources.filter(({ header, facts }) => facts.name === source && header[SHOP] === shop)
  const listed = read.flatMap(({ items }) => items.filter(({ state }) => state === 'listed'))
  return new Set(listed.map(({ ref }) => keys.of(ref)))
}
