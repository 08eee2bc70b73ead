import type { KindTraits } from '../../model/kinds.ts'
import { liveOf } from '../../model/live.ts'
import type { Series } from '../../model/target.ts'
import { kindNamed } from '../../model/target-kinds.ts'
import type { UndoContext } from './context.ts'

/** A series of relations with the kind that it is written as. */
export type KnownSeries = Omit<Series, 'kind'> & { kind: KindTraits }

/** The series of the workspace; one whose definition was renamed keeps the label that the account gives it. */
export function seriesOf({ input: { traits, live } }: Pick<UndoContext, 'input'>): KnownSeries[] {
  const kinds = new Set(traits.series([]).map(({ definition }) => definition.kind))
  const known = traits.series([...kinds].flatMap((kind) => liveOf(live, kind)))
  return known.flatMap((series) => {
    const kind = kindNamed(traits, series.kind)
    return kind ? [{ ...series, kind }] : []
  })
}
