import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { NOTHING_SPENT, noOutcomes, type RunResult } from '../model/run.ts'
import { refuseLost } from '../state/lost.ts'
import { type ApplyRequest, refuseUnfit } from './apply.ts'

/** The result of an apply that had nothing to do: there was no run, so that it has no id. */
export type NoRun = Omit<RunResult, 'run_id'> & { run_id: null }

/**
 * The result of applying a plan without operations, `null` for all other work. It makes no run and supersedes none: what
 * did not end before may still go on. @throws SyncError as every apply of such a plan does
 */
export async function nothingToDo(request: ApplyRequest): Promise<{ result: NoRun; notes: Diagnostic[] } | null> {
  const { work, state, resumeCommand } = request
  if (!('plan' in work) || work.plan.operations.length > 0) return null
  const { plan } = work
  await refuseLost(state)
  refuseUnfit(plan, request)
  const open = (await state.runs.open()).findLast(({ account }) => account === plan.target.account)
  const rest = { ...NOTHING_SPENT, failures: [], ending: null, resume: null }
  return {
    result: { run_id: null, plan_id: plan.plan_id, status: 'complete', operations: noOutcomes(), ...rest },
    notes: open ? [stillOpen(open.run_id, resumeCommand(open.run_id))] : [],
  }
}

function stillOpen(run: string, command: string): Diagnostic {
  const message = `Run ${run} did not end, and the plan finds nothing that it left to do.`
  return diagnostic({ severity: 'info', code: 'run-open', message, hint: `To end it: ${command}` })
}
