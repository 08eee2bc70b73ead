import { statSync } from 'node:fs'
import { counted, either } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SyncError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import { isUnfinished, type KnownRun, type State } from '../model/state.ts'
import { isHeld } from '../state/lock.ts'
import { loadPlanCopy } from '../state/plan-copy.ts'
import { readPlan } from '../state/plan-file.ts'
import { knownRun } from './choose-run.ts'

/** What is to be undone: a plan, and what became of it where that is known. */
export interface Past {
  plan: Plan
  run: string | null
  outcomes: ReadonlyMap<string, OperationOutcome> | null
  remarks: Diagnostic[]
}

/**
 * The run of an id, as `sync runs` lists it, or the plan in a file with what the run of it did, if it was applied from
 * here. @throws SyncError when there is neither, or while the run is under way
 */
export async function pastOf(named: string, state: State): Promise<Past> {
  if (!isFile(named)) return pastOfRun(await knownRun(state, named, [BY_FILE]), state)
  const plan = await readPlan(named)
  const runs = await state.runs.list()
  const run = runs.findLast(({ plan_id, account }) => plan_id === plan.plan_id && account === plan.target.account)
  if (run) return { ...(await pastOfRun(run, state)), plan }
  const message = `Nothing is known here of a run of ${named}: all that the account shows as the plan wanted it counts as done by it.`
  const hint = 'Undo it where it was applied to have the baselines back as they were.'
  return {
    ...{ plan, run: null, outcomes: null },
    remarks: [diagnostic({ severity: 'info', code: 'undo-without-run', message, hint })],
  }
}

const BY_FILE = 'What was applied elsewhere is undone by its plan: sync undo PLANFILE.'

/** A name with a folder or an ending is a file, be it there or not. */
function isFile(named: string): boolean {
  return /[/\\]|\.\w+$/.test(named) || statSync(named, { throwIfNoEntry: false })?.isFile() === true
}

async function pastOfRun(run: KnownRun, state: State): Promise<Past> {
  const { run_id, ended_at } = run
  if (ended_at === null && (await isHeld(state.lock))) {
    throw new SyncError(
      'run-under-way',
      `Run ${run_id} may still be under way; what it did can be undone once it has ended.`,
      {
        hints: ['Wait for it, or end it with Ctrl-C where it runs.'],
      },
    )
  }
  const plan = await loadPlanCopy(state.folder, run_id)
  const { outcomes, intents } = await state.runs.unfinished(run_id)
  return { plan, run: run_id, outcomes, remarks: unfinishedRemark(run, intents.size) }
}

/** What it did is undone all the same: nobody should have to finish first what is to be taken back. */
function unfinishedRemark(run: KnownRun, open: number): Diagnostic[] {
  if (!isUnfinished(run) && open === 0) return []
  const { run_id, counts } = run
  const unclear =
    open === 0 ? '' : `; of ${counted(open, 'call')} it is not known what became of ${either(open, 'it', 'them')}`
  const message = `Run ${run_id} is not finished: ${counted(counts.pending, 'operation')} ${either(counts.pending, 'was', 'were')} not reached${unclear}. Only what it is known to have done is undone.`
  const hint =
    open === 0
      ? 'Once this plan is applied the run cannot go on any more.'
      : 'Once this plan is applied the run cannot go on, and it is known what became of the calls: undo it once more then.'
  return [diagnostic({ severity: 'warning', code: 'run-unfinished', message, hint })]
}
