import type { OperationOutcome, Outcome } from '../model/run.ts'
import { isUnfinished, type KnownRun, type State } from '../model/state.ts'
import type { Status, StatusReport } from '../model/status-report.ts'
import { addressMatcher } from '../planner/guard/patterns.ts'
import { type Journalled, statusesOf } from '../planner/status/index.ts'
import { loadPlanCopy } from '../state/plan-copy.ts'
import { compareAll } from './compared.ts'
import type { PlanRequest } from './plan.ts'

export interface StatusRequest extends PlanRequest {
  state: Pick<State, 'runs' | 'folder'>
  /** Only these are listed; none: all. Every one is counted. */
  statuses: readonly Status[]
}

/** How everything stands that this workspace looks after. Never writes, here or there. @throws SyncError */
export async function findStatus(request: StatusRequest, signal: AbortSignal): Promise<StatusReport> {
  const { plan, ...compared } = await compareAll(request, signal)
  const { scope } = request.workspace.settings
  const wanted = new Set(compared.contents.operations.map(({ id }) => id))
  const journal = await journalled(request.state, { account: plan.target.account, scope, wanted })
  const { addresses } = request.selection
  const isChosen = addresses.length === 0 ? () => true : addressMatcher(addresses)
  const { counts, resources, others } = statusesOf({ ...compared, journal, isChosen })
  const listed = new Set(request.statuses)
  const { created_at, selection, sources, target, diagnostics } = plan
  return {
    scope,
    created_at,
    counts,
    resources: listed.size === 0 ? resources : resources.filter(({ status }) => listed.has(status)),
    others: listed.size === 0 ? others : others.filter(({ status }) => listed.has(status)),
    selection,
    sources,
    target,
    diagnostics,
  }
}

/** More runs ago, a failure says little about now. */
const MOST_RUNS = 50

interface About {
  account: string
  scope: string
  /** Ids of the operations that are asked about. */
  wanted: ReadonlySet<string>
}

/** What the latest run that had to do with each operation left of it. */
async function journalled({ runs, folder }: StatusRequest['state'], about: About): Promise<Journalled> {
  const { account, scope, wanted } = about
  const found = new Traces(wanted)
  const ours = (await runs.list()).filter((run) => run.account === account && run.scope === scope)
  for (const run of ours.slice(-MOST_RUNS).reverse()) {
    if (found.whole) break
    const { outcomes } = await runs.unfinished(run.run_id)
    found.take(run.run_id, outcomes, await openIn(run, outcomes, folder))
  }
  return found
}

/** What runs say of operations, the latest first: what one has said, an earlier one adds nothing to. */
class Traces implements Journalled {
  readonly failed = new Map<string, { run_id: string; outcome: Outcome; message: string }>()
  readonly open = new Map<string, string>()
  readonly #left: Set<string>

  constructor(wanted: ReadonlySet<string>) {
    this.#left = new Set(wanted)
  }

  /** True when nothing more is to be found. */
  get whole(): boolean {
    return this.#left.size === 0
  }

  take(run_id: string, outcomes: ReadonlyMap<string, OperationOutcome>, open: readonly string[]): void {
    for (const [id, { outcome, message = 'It did not succeed.' }] of outcomes) {
      if (outcome === 'pending' || !this.#left.delete(id)) continue
      if (outcome !== 'succeeded' && outcome !== 'adopted') this.failed.set(id, { run_id, outcome, message })
    }
    for (const id of open) if (this.#left.delete(id)) this.open.set(id, run_id)
  }
}

/** Operations that a run which can go on has not done yet. */
async function openIn(run: KnownRun, outcomes: ReadonlyMap<string, unknown>, folder: string): Promise<string[]> {
  if (!isUnfinished(run)) return []
  const { operations } = await loadPlanCopy(folder, run.run_id)
  return operations.flatMap(({ id }) => (outcomes.has(id) ? [] : [id]))
}
