import { texts } from '../../model/fields.ts'
import { setOf } from '../../model/grouping.ts'
import type { Json } from '../../model/json.ts'
import type { Series } from '../../model/target.ts'
import { kindNamed } from '../../model/target-kinds.ts'
import type { Population } from '../match/population.ts'
import type { PlanInput } from '../types.ts'

interface Known {
  input: PlanInput
  population: Population
}

/** Ids of what a source is related to in a series. */
export function membersOf(series: Series, source: string, known: Known): string[] {
  return texts(listOf(series, source, known))
}

/** Whether it is related to a resource with this id. */
export function isMember(id: string, { series, source }: { series: Series; source: string }, known: Known): boolean {
  const list = listOf(series, source, known)
  // It may have as many members as there are questions about it.
  return Array.isArray(list) && setOf(list).has(id)
}

function listOf(series: Series, source: string, { input, population }: Known): Json | undefined {
  const owner = kindNamed(input.traits, series.kind)?.owner?.(`${series.label}.${source}`)
  return owner ? population.byKey.get(source)?.fields[owner.path] : undefined
}
