import { addressOf } from '../../model/address.ts'
import { type Baseline, formatBaseline, parseBaseline } from '../../model/baseline.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import type { Population } from '../match/population.ts'
import type { Elsewhere, PlanInput } from '../types.ts'

/** Resources of our form that belong to a scope, as the account holds them, by key. */
export function takenFrom(
  scope: string | null,
  { otherScope, byKey }: Population,
  { traits, digest }: Pick<PlanInput, 'traits' | 'digest'>,
): Map<string, Elsewhere> {
  const taken = new Map<string, Elsewhere>()
  for (const [key, owner] of otherScope) {
    const live = owner === scope ? byKey.get(key) : undefined
    const baseline = live && parseBaseline(live.fields[traits.baseline.path], digest)
    if (live && baseline) taken.set(key, { live, baseline })
  }
  return taken
}

/** The account as it would be read if these resources had these baselines. */
export function withBaselines(
  baselines: ReadonlyMap<Address, Baseline>,
  { live, traits, digest }: Pick<PlanInput, 'live' | 'traits' | 'digest'>,
): LiveState {
  if (baselines.size === 0) return live
  const kinds = traits.baseline.kinds
  const carrying = (one: LiveResource): LiveResource => {
    const baseline = baselines.get(addressOf(one.kind, one.key))
    if (baseline === undefined) return one
    return { ...one, fields: { ...one.fields, [traits.baseline.path]: formatBaseline(baseline, digest) } }
  }
  const resources = Object.fromEntries(kinds.map((name) => [name, liveOf(live, name).map(carrying)]))
  return { ...live, resources: { ...live.resources, ...resources } }
}
