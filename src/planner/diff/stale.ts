import { SHOP } from '../../model/edge-names.ts'
import { texts } from '../../model/fields.ts'
import type { ItemRef } from '../../model/item.ts'
import { pairMark } from '../../model/run.ts'
import type { Series, Survey } from '../../model/target.ts'
import { kindNamed } from '../../model/target-kinds.ts'
import type { Population } from '../match/population.ts'
import type { Subject } from '../project/groups.ts'
import type { DesiredRelations } from '../project/relations.ts'
import type { Listing, Owned, PlanInput } from '../types.ts'
import { type GoneProduct, placeOf } from './gone.ts'

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

/** Pairs that baselines of what is planned name as ours, and those of listings that are gone. */
export function stalePairs(
  { subjects, gone }: { subjects: readonly Subject[]; gone: readonly GoneProduct[] },
  context: StaleContext,
): StalePair[] {
  const sourcesIn = liveSources(context)
  const ofSubjects = subjects.flatMap((subject) => {
    const { listing } = subject
    const owned = context.population.owned.get(listing.key)
    if (!owned?.baseline) return []
    return context.survey.series.flatMap((series) => {
      const instead = context.relations[series.madeOf]
      return sourcesIn(series, owned, (source) => !instead.get(source)?.has(listing.key))
        .filter((source) => series.madeOf === 'match' || !mayBeParent(source, listing, context.input))
        .map((source) => pairOf({ series, source, subject }, context))
    })
  })
  return [...ofSubjects, ...gone.flatMap((one) => ofGone(one, sourcesIn, context))]
}

function pairOf(
  { series, source, subject }: { series: Series; source: string; subject: Subject },
  { relations }: StaleContext,
): StalePair {
  const { key, item, override } = subject.listing
  const instead = [...relations[series.madeOf]].flatMap(([other, targets]) => (targets.has(key) ? other : []))
  const cause = series.madeOf === 'match' ? ofMatches(subject) : ofParents(item.parents, override?.parent)
  return { series, source, target: key, cause, instead: instead.sort(), of: item.ref }
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
      membersOf(series, source, { input, population }).includes(live.id) &&
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
        for (const id of membersOf(series, source, { input, population }))
          sources.set(id, [...(sources.get(id) ?? []), source])
      return [series, sources]
    }),
  )
}

/** Ids of what a source is related to in a series. */
export function membersOf(
  series: Series,
  source: string,
  { input, population }: Pick<StaleContext, 'input' | 'population'>,
) {
  const owner = kindNamed(input.traits, series.kind)?.owner?.(`${series.label}.${source}`)
  return owner ? texts(population.byKey.get(source)?.fields[owner.path]) : []
}

/** A parent that the listing names all the same, or that an incomplete export says nothing about. */
function mayBeParent(source: string, { item, facts }: Listing, { keys, sources }: PlanInput): boolean {
  const { ref, parents } = item
  if (parents.some((id) => keys.of({ ...ref, id }) === source)) return true
  const read = sources.filter(({ header, facts: { name } }) => name === facts.name && header[SHOP] === ref.shop)
  const told = read.some(({ items }) =>
    items.some((other) => other.state === 'listed' && keys.of(other.ref) === source),
  )
  return !told && read.some(({ header }) => !header.complete)
}
