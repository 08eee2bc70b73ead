import { carrierOf } from '../applier/carrier.ts'
import { judgeIntents } from '../applier/settle.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { StalePlanError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { Unfinished } from '../model/run.ts'
import type { KnownRun, State } from '../model/state.ts'
import type { Lock } from '../state/lock.ts'
import { loadPlanCopy } from '../state/plan-copy.ts'
import { judgeWithoutPlan, unclearRemark } from './judge-without-plan.ts'

type Inquiry = Omit<Parameters<typeof judgeIntents>[0], 'plan'>

interface Successor {
  plan: Plan
  state: State
  lock: Lock
}

/** Earlier runs that were not finished never are: what their open calls have done is found out and written down. */
export async function supersedeEarlier(inquiry: Inquiry, next: Successor): Promise<Diagnostic[]> {
  const { state } = next
  const notes: Diagnostic[] = []
  for (const run of await state.runs.open()) {
    if (run.account !== inquiry.account || run.run_id === inquiry.runId) continue
    const unfinished = await state.runs.unfinished(run.run_id)
    if (unfinished.intents.size > 0) notes.push(...(await settleRun({ run, unfinished }, inquiry, next)))
    await state.runs.supersede(run.run_id, inquiry.runId, new Date(inquiry.clock.now()).toISOString())
  }
  return notes
}

async function settleRun(
  { run, unfinished }: { run: KnownRun; unfinished: Unfinished },
  inquiry: Inquiry,
  { plan: next, state, lock }: Successor,
): Promise<Diagnostic[]> {
  const copy = await copyOf(state.folder, run.run_id)
  const { done, unclear } = await judgeOpen({ ...inquiry, runId: run.run_id }, unfinished, copy)
  const planned = new Set(next.operations.map(({ address }) => address))
  const journal = state.journal({ clock: inquiry.clock, lock })
  await journal.resume(run)
  for (const { outcome, baseline } of done) {
    // The new plan was made without this baseline, and would find another one than it knows.
    const known = planned.has(outcome.id.slice(outcome.id.indexOf(':') + 1))
    const carrier = carrierOf(outcome.id, inquiry.target.traits)
    journal.conclude(outcome, carrier ? { ...carrier, baseline: known ? undefined : baseline } : undefined)
  }
  await journal.flush()
  return unclear.length > 0 ? [unclearRemark(run.run_id, unclear)] : []
}

async function judgeOpen(
  inquiry: Inquiry,
  unfinished: Unfinished,
  plan: Plan | null,
): ReturnType<typeof judgeWithoutPlan> {
  if (plan === null) return judgeWithoutPlan(unfinished, inquiry)
  return { done: await judgeIntents({ ...inquiry, plan }, unfinished), unclear: [] }
}

/** `null`: it is missing or damaged. */
function copyOf(folder: string, runId: string): Promise<Plan | null> {
  return loadPlanCopy(folder, runId).catch((error: unknown) => {
    if (error instanceof StalePlanError) return null
    throw error
  })
}
