import { nearest } from '../config/nearest.ts'
import { SyncError } from '../model/errors.ts'
import { isUnfinished, type KnownRun, type State } from '../model/state.ts'
import { refuseLost } from '../state/lost.ts'
import { planCopy } from '../state/plan-copy.ts'

/** The run to go on with. @param runId `null`: the latest that can. @throws SyncError when there is none */
export async function runToResume(state: State, runId: string | null): Promise<KnownRun> {
  await refuseLost(state)
  const run = runId === null ? (await state.runs.open()).at(-1) : await knownRun(state, runId)
  if (run && isUnfinished(run)) return run
  throw nothingToResume(state, run ?? (await state.runs.list()).at(-1) ?? null, runId !== null)
}

/** @throws SyncError that names the nearest ids */
export async function knownRun(state: State, runId: string): Promise<KnownRun> {
  await refuseLost(state)
  const found = await state.runs.find(runId)
  if (found) return found
  const runs = await state.runs.list()
  const ids = runs.map(({ run_id }) => run_id)
  const near = nearest(runId, ids) ?? ids.at(-1)
  throw new SyncError('unknown-run', `There is no run ${runId.slice(0, 60)} in this state folder.`, {
    hints: [
      near === undefined ? 'No plan was applied from here yet.' : `The nearest is ${near}; "sync runs" lists them all.`,
    ],
  })
}

function nothingToResume({ folder }: State, run: KnownRun | null, named: boolean): SyncError {
  if (run === null) {
    return new SyncError('nothing-to-resume', 'There is no run to resume.', {
      hints: ['Make a plan and apply it: sync plan --out plan.json, then sync apply plan.json'],
    })
  }
  const { run_id, status, superseded_by } = run
  if (status === 'superseded') {
    return new SyncError('superseded', `Run ${run_id} cannot be resumed: run ${superseded_by} came after it.`, {
      hints: [
        'What it left undone is in a new plan: sync plan --out plan.json, then sync apply plan.json',
        `What it meant to do is in ${planCopy(folder, run_id)}.`,
      ],
    })
  }
  const bad = run.counts.failed + run.counts.skipped > 0
  const subject = named ? `Run ${run_id}` : `There is no run to resume; the latest, ${run_id},`
  return new SyncError('nothing-to-resume', `${subject} has nothing left to do.`, {
    hints: [
      ...(bad ? [`Its failures are tried again by: sync apply --retry-failed ${run_id}`] : []),
      `For what has changed since, make a new plan: sync plan --out plan.json, then sync apply plan.json`,
    ],
  })
}
