import type { Subject } from '../project/groups.ts'
import { adoptResource } from './adopt.ts'
import type { DiffContext } from './context.ts'
import { type Draft, redraft } from './draft.ts'
import { addedMembers } from './relations.ts'

/**
 * A relation of ours is known by the baseline of the resource that it leads to. Where nothing else of that is written, its
 * baseline is, before the relation is made: otherwise no later plan would know whose it is, and take it off again.
 */
export function rememberRelations(
  relations: readonly Draft[],
  subjects: readonly Subject[],
  context: DiffContext,
): { drafts: Draft[]; relations: Draft[] } {
  if (!context.parts.has('products') || context.population.owned.size === 0)
    return { drafts: [], relations: [...relations] }
  const written = new Set(context.found.drafts.map(({ operation }) => operation.key))
  const bySubject = new Map(subjects.map((subject) => [subject.listing.key, subject.listing]))
  const remembered = new Map<string, Draft>()
  const told = relations.map((draft) => {
    const waits = forgottenBy(draft, context)
      .filter((key) => !written.has(key))
      .flatMap((key) => {
        const [listing, owned] = [bySubject.get(key), context.population.owned.get(key)]
        if (!listing || !owned) return []
        const known = remembered.get(key) ?? adoptResource({ listing, owned }, { ...NOTHING, reason: REASON }, context)
        remembered.set(key, known)
        return known.operation.id
      })
    return waits.length === 0 ? draft : redraft(draft, { depends_on: [...draft.operation.depends_on, ...waits].sort() })
  })
  return { drafts: [...remembered.values()], relations: told }
}

const NOTHING = { prints: {}, images: null }
const REASON = 'its baseline does not name a new link yet'

/** New members whose baseline does not name the source; without any baseline nothing is ours. */
function forgottenBy({ kind, operation }: Draft, { population }: DiffContext): string[] {
  const owner = kind.owner?.(operation.key)
  if (!owner) return []
  return addedMembers(operation).filter((key) => {
    const baseline = population.owned.get(key)?.baseline
    return baseline && !names(baseline.links, owner.series, owner.key)
  })
}

function names(links: { [series: string]: string[] }, series: string, source: string): boolean {
  return Object.hasOwn(links, series) && (links[series] ?? []).includes(source)
}
