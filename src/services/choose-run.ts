import { nearest } from '../config/nearest.ts'
import { SyncError } from '../model/errors.ts'
import { isUnfinished, type KnownRun, type State } from '../model/state.ts'
import { refuseLost } from '../state/lost.ts'
import { planCopy } from '../state/plan-copy.ts'

/** Names the latest run wherever a run is asked for. */
const LATEST = 'latest'

/** The run to go on with. @param named `null` or `latest`: the latest that can. @throws SyncError when there is none */
export async function runToResume(state: State, named: string | null): Promise<KnownRun> {
  await refuseLost(state)
  const any = named === null || named === LATEST
  const run = any ? (await state.runs.open()).at(-1) : await knownRun(state, named)
  if (run && isUnfinished(run)) return run
  throw nothingToResume(state, run ?? (await state.runs.list()).at(-1) ?? null, !any)
}

/** The run of an id, of a beginning that only one id has, or `latest`. @throws SyncError that names those that may be meant */
export async function knownRun(state: State, named: string, otherwise: string[] = []): Promise<KnownRun> {
  await refuseLost(state)
  const exact = await state.runs.find(named)
  if (exact) return exact
  const runs = await state.runs.list()
  const found =
    named === LATEST ? runs.slice(-1) : runs.filter(({ run_id }) => named !== '' && run_id.startsWith(named))
  const ids = (found.length > 0 ? found : runs).map(({ run_id }) => run_id)
  const [one, ...others] = found
  if (one === undefined) throw unknownRun(named, { ids, otherwise })
  if (others.length > 0) throw severalRuns(named, ids)
  return one
}

function unknownRun(named: string, { ids, otherwise }: { ids: string[]; otherwise: string[] }): SyncError {
  const near = nearest(named, ids) ?? ids.at(-1)
  return new SyncError('unknown-run', `There is no run ${named.slice(0, 60)} in this state folder.`, {
    hints: [
      near === undefined ? 'No plan was applied from here yet.' : `The nearest is ${near}; "sync runs" lists them all.`,
      ...otherwise,
    ],
  })
}

const FEW = 10

function severalRuns(named: string, ids: string[]): SyncError {
  const rest = ids.length - FEW
  const listed = rest > 0 ? `the latest of them ${ids.slice(-FEW).join(', ')}` : ids.join(', ')
  return new SyncError('unknown-run', `${ids.length} runs begin with ${named}: ${listed}.`, {
    hints: ['Write more of the id.'],
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
