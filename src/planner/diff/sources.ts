import { addressOf } from '../../model/address.ts'
import type { Series } from '../../model/target.ts'
import { byTarget } from '../project/relations.ts'
import type { DiffContext } from './context.ts'
import type { Draft } from './draft.ts'
import { oursAmong, type StaleContext, type StalePair } from './stale.ts'

/**
 * The intended sources of a resource, as its baseline remembers them: those that should be, and those of ours that are
 * still there, so that no later plan forgets them. A series that has lost its last one says so.
 */
export function intendedSources(pairs: readonly StalePair[], context: StaleContext): DiffContext['sourcesOf'] {
  const { survey, relations, population } = context
  const intended = survey.series.map((series) => ({ series, sources: byTarget(relations[series.madeOf]) }))
  const stale = Map.groupBy(pairs, ({ target, series }) => `${series.name} ${target}`)
  return (key) => {
    const owned = population.owned.get(key)
    if (!owned && stale.size === 0) return plainly(key, intended)
    const known = owned?.baseline?.links ?? {}
    const entries = intended.flatMap(({ series, sources }) => {
      const written = Object.hasOwn(known, series.name) ? (known[series.name] ?? []) : []
      const there = owned ? oursAmong({ series, ...owned }, () => true, context) : []
      const left = stale.get(`${series.name} ${key}`)?.map(({ source }) => source) ?? []
      const all = new Set([...(sources.get(key) ?? []), ...there, ...left])
      return all.size + written.length === 0 ? [] : [[series.name, [...all].sort()] as const]
    })
    return Object.fromEntries(entries)
  }
}

interface Intended {
  series: Series
  sources: ReadonlyMap<string, string[]>
}

/** Of what is not there yet: what should be is all that there is. */
function plainly(key: string, intended: readonly Intended[]): { [series: string]: string[] } {
  let links = NO_LINKS
  for (const { series, sources } of intended) {
    const found = sources.get(key)
    if (found) links = { ...links, [series.name]: found }
  }
  return links
}

/** Shared by all that belong to nothing. */
const NO_LINKS: { [series: string]: string[] } = {}

/** The operations that make what takes the place of stale relations, by the key of the source that these begin at. */
export function replacementsOf(pairs: readonly StalePair[], links: readonly Draft[]): (key: string) => string[] {
  const ids = new Map(links.map(({ operation }) => [operation.address, operation.id]))
  const bySource = Map.groupBy(pairs, ({ source }) => source)
  return (key) => {
    const named = (bySource.get(key) ?? []).flatMap(({ series, instead }) =>
      instead.flatMap((source) => ids.get(addressOf(series.kind, `${series.label}.${source}`)) ?? []),
    )
    return [...new Set(named)]
  }
}
