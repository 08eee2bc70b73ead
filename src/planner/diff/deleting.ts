import { counted } from '../../model/counted.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Blocked, Guard } from '../../model/plan.ts'
import { shortExportName } from '../match/export-name.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { DiffContext } from './context.ts'
import type { Draft } from './draft.ts'
import { type GoneProduct, placeOf } from './gone.ts'
import { type Objection, type Removals, removals } from './removal.ts'
import { pruneOff } from './removing.ts'
import { createdIn, type Overstepped, overstepped } from './threshold.ts'

export interface DeletePlan {
  drafts: Draft[]
  blocked: Blocked[]
  guards: Guard[]
  /** Why the others stay, by key, as the rest of a sentence. */
  kept: Map<string, string>
}

export interface Others {
  listings: readonly Listing[]
  /** Operations that a delete waits for. */
  waits: (live: LiveResource) => string[]
  /** What belongs to it and is not deleted; absent: nothing belongs to others. */
  stays?: (live: LiveResource) => Objection | null
  /** Keys of what this plan updates whatever is gone: its source says itself that it is. */
  updated?: ReadonlySet<string>
}

/** Resources to be deleted with their listings, those that nothing speaks against. */
export function planDeletes(
  gone: readonly GoneProduct[],
  { listings, waits, stays }: Others,
  context: DiffContext,
): DeletePlan {
  const { input } = context
  const removing = removals(input)
  const plan: DeletePlan = { drafts: [], blocked: [], guards: [], kept: new Map() }
  const block = (one: GoneProduct, objection: Objection) => {
    plan.blocked.push(removing.blocked(one.owned.live, objection))
    plan.kept.set(one.owned.live.key, objection.message)
  }
  const named = namedParents(listings, input)
  const able = gone.filter((one) => {
    const objection = objectionTo(one, { removing, named, context }) ?? stays?.(one.owned.live) ?? null
    if (objection) block(one, objection)
    return objection === null
  })
  for (const group of Map.groupBy(able, (one) => JSON.stringify(placeOf(one))).values()) {
    const limit = limitOf(group, context)
    if (limit) plan.guards.push(...guardsOf(limit, input))
    for (const one of group) {
      if (limit && !input.allow.has('large-delete')) block(one, overLimit(limit, input))
      else plan.drafts.push(deleteOf(one, removing, { context, waits }))
    }
  }
  return plan
}

function deleteOf(
  { owned: { live } }: GoneProduct,
  removing: Removals,
  { context, waits }: { context: DiffContext; waits: Others['waits'] },
): Draft {
  for (const [address, name] of removing.names(live)) context.found.names.set(address, name)
  return removing.draftOf(live, 'its listing is gone', waits(live))
}

/** Keys of resources that listings name as their parents: what others refer to is not deleted. */
function namedParents(listings: readonly Listing[], { keys }: PlanInput): Map<string, number> {
  const named = new Map<string, number>()
  for (const { item } of listings)
    for (const id of item.parents) {
      const key = keys.of({ ...item.ref, id })
      named.set(key, (named.get(key) ?? 0) + 1)
    }
  return named
}

function objectionTo(
  { owned: { live } }: GoneProduct,
  { removing, named, context }: { removing: Removals; named: ReadonlyMap<string, number>; context: DiffContext },
): Objection | null {
  const objection = removing.objectionTo(live)
  if (objection) return objection
  const children = named.get(live.key)
  if (children !== undefined) {
    const message = `${counted(children, 'listing')} still ${children === 1 ? 'names' : 'name'} it as ${children === 1 ? 'its' : 'their'} parent.`
    return { code: 'bound', message, hint: 'Give them another one in specs/overrides, or leave it as it is.' }
  }
  if (context.removing.prunes('products')) return null
  const [one, many] = context.kind.noun
  return pruneOff(
    'products',
    `The listing of the ${one} is gone and policy.on_gone is delete, but ${many} are not pruned.`,
  )
}

function limitOf([first, ...others]: GoneProduct[], { held, input }: DiffContext): Overstepped | null {
  if (!first) return null
  const created = createdIn(first.source, held)
  return overstepped({
    deletes: others.length + 1,
    created,
    most: input.settings.policy.max_delete_percent,
    where: shortExportName(first.source, input),
  })
}

function overLimit({ message }: Overstepped, { traits }: PlanInput): Objection {
  const hint = `Look at whether they are really gone; then plan with --allow-deletes, and ${traits.title} is asked to delete them all.`
  return { code: 'threshold', message, hint }
}

/** That it was allowed stands in the plan. */
function guardsOf({ message }: Overstepped, { allow }: PlanInput): Guard[] {
  if (!allow.has('large-delete')) return []
  return [{ code: 'large-delete', message, hint: 'Look at every delete before it is applied.', allowed: true }]
}
