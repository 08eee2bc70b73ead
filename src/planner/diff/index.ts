import type { Operation } from '../../model/plan.ts'
import { membersPrecondition } from '../../model/precondition.ts'
import type { Prepared } from '../prepared.ts'
import type { Subject } from '../project/groups.ts'
import { relationOrigins } from '../project/origins.ts'
import type { PlanInput } from '../types.ts'
import { beginDiff, type DiffOptions, planSubjects } from './begin.ts'
import { type Compared, diffBelow } from './below.ts'
import type { DiffContext } from './context.ts'
import type { Draft } from './draft.ts'
import { type GonePlan, planGone } from './gone-plan.ts'
import { withGoneBelow } from './gone-tiers.ts'
import { afterWhatTheyWaitFor, inOrder } from './order.ts'
import { MEMBERS, planRelations } from './relations.ts'
import { rememberRelations } from './remember-relations.ts'
import { replacementsOf } from './sources.ts'
import { planUnlinks, type UnlinkPlan } from './unlink.ts'
import { uploadsOf } from './uploads.ts'

/** What the comparison found, before anything is weighed. */
export interface Differences {
  context: DiffContext
  /** In the order of the plan. */
  drafts: Draft[]
  /** The subjects that were looked at, up to the limit of a canary. */
  processed: Subject[]
  /** Relations of ours that no longer follow. */
  stale: UnlinkPlan['stale']
  /** Resources of ours whose items are gone, and what lets so many of them be deleted. */
  gone: Pick<GonePlan, 'gone' | 'guards'>
  /** What was found of the kinds below. */
  below: Compared[]
}

/** Compares what should be with what is. `options.parts`: the parts of a plan that are wanted. */
export function diff(prepared: Prepared, input: PlanInput, options: DiffOptions): Differences {
  const { desired, matched } = prepared
  const { context, subjects, gone, pairs } = beginDiff(prepared, input, options)
  const processed = planSubjects(subjects, context)
  const origin = relationOrigins(matched.listings.all, desired.subjects)
  const unrelated = membersPrecondition(MEMBERS, [], input.digest)
  const relating = { ...context, creates: createdBy(context), origin, unrelated }
  const related = planRelations(desired.relations, relating)
  const told = rememberRelations(related.drafts, processed, context)
  const replaced = replacementsOf(pairs, related.drafts)
  const done = planGone(gone, { listings: matched.listings.all, waits: ({ key }) => replaced(key) }, context)
  const unlinked = planUnlinks(pairs, { ...relating, links: related.drafts, deleted: done.deleted })
  const { definitions, found } = context
  found.blocked.push(...related.blocked, ...done.blocked, ...unlinked.blocked)
  const drafts = [...definitions.drafts, ...uploadsOf(context), ...found.drafts, ...told.drafts, ...told.relations]
  const own = { context, drafts: [...drafts, ...done.drafts, ...unlinked.drafts], processed, gone: done }
  const [top, ...under] = withGoneBelow([own, ...diffBelow(prepared.below, own, options)], prepared, input)
  const kinds = [...input.traits.kinds, ...under.map((one) => one.context.kind)]
  const all = inOrder([...top.drafts, ...under.flatMap((one) => one.drafts)], kinds)
  // Within a kind only what moves from one to the other is waited for.
  const ordered = found.freed.size === 0 ? all : afterWhatTheyWaitFor(all)
  return { ...top, drafts: ordered, stale: unlinked.stale, below: under }
}

function createdBy({ found, kind }: DiffContext): Map<string, Operation> {
  const created = new Map<string, Operation>()
  for (const { operation } of found.drafts)
    if (operation.action === kind.verbs.create) created.set(operation.key, operation)
  return created
}
