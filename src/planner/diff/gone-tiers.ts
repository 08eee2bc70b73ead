import { addressOf } from '../../model/address.ts'
import type { LiveResource } from '../../model/live.ts'
import { belongingTo } from '../match/unlisted.ts'
import type { Prepared } from '../prepared.ts'
import type { PlanInput } from '../types.ts'
import type { Compared } from './below.ts'
import type { Others } from './deleting.ts'
import { type GoneBelow, goneBelow } from './gone-below.ts'
import { planGone } from './gone-plan.ts'
import type { Objection } from './removal.ts'

/** Masters, and kinds below them. */
type Tiers = [Compared, ...Compared[]]

/**
 * Where listings become one resource, what becomes of those that are gone: from the listings up, so that whatever belongs to
 * something is seen to before it. Elsewhere nothing is left to do.
 */
export function withGoneBelow(tiers: Tiers, prepared: Prepared, input: PlanInput): Tiers {
  if (prepared.below.length === 0) return tiers
  const found = goneBelow(prepared, input)
  const views = [prepared, ...prepared.below]
  let done: Compared[] = []
  for (const [place, tier] of [...tiers.entries()].toReversed()) {
    const gone = found[place] as GoneBelow[]
    done = [withGone(tier, { gone, view: views[place] as Prepared, below: done, top: tiers[0] }), ...done]
  }
  return done as Tiers
}

interface Around {
  gone: readonly GoneBelow[]
  view: Prepared
  below: readonly Compared[]
  top: Compared
}

function withGone(tier: Compared, { gone, view, below, top }: Around): Compared {
  const { context, drafts } = tier
  const updated = new Set(context.found.drafts.map(({ operation }) => operation.key))
  const others = { listings: view.matched.listings.all, updated, ...belonging(tier, below) }
  const plan = planGone(gone, others, context)
  top.context.found.blocked.push(...plan.blocked)
  // What its source says of it at the end is not written to what is deleted.
  const kept = drafts.filter(({ kind, operation }) => kind !== context.kind || !plan.deleted.has(operation.key))
  return { ...tier, drafts: [...kept, ...plan.drafts], gone: plan }
}

/** What belongs to a resource has to be deleted before it, all of it. */
function belonging(
  { context: { kind, input } }: Compared,
  below: readonly Compared[],
): Pick<Others, 'waits' | 'stays'> {
  const deletes = new Map(
    below.flatMap(({ context, drafts }) =>
      drafts.flatMap(({ operation: { address, action, id } }) =>
        action === context.kind.verbs.remove ? [[address, id] as const] : [],
      ),
    ),
  )
  const finders = below.map(({ context }) => belongingTo(kind, context.kind, input.live))
  const rowsOf = ({ id }: LiveResource) => finders.flatMap((find) => find(id))
  return {
    waits: (live) => rowsOf(live).flatMap((row) => deletes.get(addressOf(row.kind, row.key)) ?? []),
    stays(live): Objection | null {
      const row = rowsOf(live).find((one) => !deletes.has(addressOf(one.kind, one.key)))
      if (row === undefined) return null
      const message = `${addressOf(row.kind, row.key)}, which belongs to it, is not deleted.`
      return { code: 'bound', message, hint: 'See what keeps that one, or leave both as they are.' }
    },
  }
}
