import type { Clock } from '../model/clock.ts'
import type { LiveState } from '../model/live.ts'
import { PLAN_FORMAT, type Plan, type PlanPurpose, type PlanSelection } from '../model/plan.ts'
import type { Workspace } from '../model/settings.ts'
import type { Connection, Target } from '../model/target.ts'
import { estimateCost } from '../planner/guard/estimate.ts'
import { countMatches } from '../planner/match/counts.ts'
import type { PlanContents } from '../planner/types.ts'
import { planId } from '../state/plan-id.ts'

/** Who makes a plan that no source is read for, and for what. */
export interface PlanMaker {
  workspace: Workspace
  target: Target
  selection: PlanSelection
  purpose: PlanPurpose
  program: { name: string; version: string }
  /** What people here call the account; `null` for no name. */
  profile: string | null
  clock: Clock
  /** Absent where the id follows from the operations alone. */
  identify?: Identify | undefined
}

/** Finds the id of a plan that has none yet, such as while it writes it. */
export type Identify = (plan: Plan) => string | Promise<string>

export async function identified(
  plan: Plan,
  identify: Identify = ({ operations }) => planId(operations),
): Promise<Plan> {
  return { ...plan, plan_id: await identify(plan) }
}

/** What such a plan says; lists that are about sources are empty. */
export type SourcelessContents = Pick<
  PlanContents,
  'operations' | 'blocked' | 'drift' | 'guards' | 'diagnostics' | 'summary' | 'names' | 'left_out' | 'population'
>

export interface Reading {
  live: LiveState
  connection: Connection
  /** Calls that the reading took. */
  reads: number
}

/** The document of a plan that is made of what is in the target alone. */
export function sourcelessPlan(maker: PlanMaker, contents: SourcelessContents, reading: Reading): Promise<Plan> {
  const { workspace, target, selection, purpose, program, profile, clock } = maker
  const { live, connection, reads } = reading
  const { population, left_out, summary, operations, guards, ...found } = contents
  const { windows, account } = connection
  const share = workspace.settings.policy.quota_share
  const narrowed = selection.addresses.length + selection.exclude.length > 0
  const plan = {
    format_version: PLAN_FORMAT,
    program,
    plan_id: '',
    created_at: new Date(clock.now()).toISOString(),
    workspace: { scope: workspace.settings.scope, digest: workspace.digest, files: workspace.files },
    purpose,
    selection: { ...selection, complete: !narrowed && live.complete, left_out },
    sources: [],
    target: {
      provider: target.traits.name,
      account,
      ...(profile === null ? {} : { name: profile }),
      read_at: live.read_at,
      ...population,
    },
    summary,
    cost: estimateCost(operations, { windows, share, traits: target.traits, planReads: reads }),
    matches: countMatches([]),
    applyable: guards.every(({ allowed }) => allowed),
    guards,
    operations,
    ...found,
    ...{ conflicts: [], overwrites: [], unmatched: [], ambiguous: [], gone: [], stale: [] },
  }
  return identified(plan, maker.identify)
}
