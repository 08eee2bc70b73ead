import { basename } from 'node:path'
import { StalePlanError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { Digest } from '../model/json.ts'
import type { LiveState, Want } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'
import type { Workspace } from '../model/settings.ts'
import type { State } from '../model/state.ts'
import { mainKind } from '../model/target-kinds.ts'
import { planUndo, type Questions, questionsOf } from '../planner/undo/index.ts'
import { withAllValues } from './all-values.ts'
import { wantOf } from './plan.ts'
import { type PlanMaker, sourcelessPlan } from './plan-document.ts'
import { readAccount } from './read-account.ts'
import { keysOf } from './shops.ts'
import { type Past, pastOf } from './undo-past.ts'
import { knownUploads } from './uploads.ts'

export interface UndoRequest extends Omit<PlanMaker, 'purpose'> {
  /** A run as `sync runs` lists it, or a plan file. */
  named: string
  state: State
  allowDeletes: boolean
  digest: Digest
  /** Told how far the reading is; absent where nobody waits for it. */
  emit?: Emit
}

/**
 * The plan that puts back what a run has changed. Reads what the run touched, in bulk; never writes.
 * @throws SyncError when there is no such run or plan, or it is another account's or scope's
 */
export async function makeUndo(request: UndoRequest, signal: AbortSignal): Promise<Plan> {
  const { named, state, target, workspace, digest, allowDeletes, selection } = request
  const past = await pastOf(named, state)
  const { traits } = target
  refuseOtherScope(past.plan, workspace)
  const connection = await target.connect(signal)
  refuseOtherAccount(past.plan, connection.account)
  const before = target.calls().reads
  const asked = { operations: past.plan.operations, outcomes: past.outcomes, traits, allowDeletes }
  const questions = questionsOf(asked)
  const live = await readBack(questions, request, signal)
  const entire = await withAllValues(
    allowDeletes ? questions.made.map((key) => ({ kind: mainKind(traits).name, key })) : [],
    { target, want: wantOf(workspace, traits, digest) },
    signal,
  )
  const uploads = questions.pictures && past.run !== null ? await knownUploads(state, connection.account, traits) : null
  const { settings, attributes, variants = [] } = workspace
  const contents = planUndo({
    ...asked,
    run: past.run,
    uploaded: uploads && new Set(uploads.pictures.map(({ id }) => id)),
    keys: keysOf(workspace),
    whole: live.whole,
    live: live.state,
    entire,
    ...{ settings, attributes, variants, selection, digest },
  })
  const diagnostics = [...workspace.diagnostics, ...past.remarks, ...(uploads?.remarks ?? []), ...contents.diagnostics]
  const reading = { live: live.state, connection, reads: target.calls().reads - before }
  const purpose = { command: 'undo' as const, of: nameOf(past, named) }
  return sourcelessPlan({ ...request, purpose }, { ...contents, diagnostics }, reading)
}

/** The run, else the file without its folder: that is this machine's alone. */
function nameOf({ run }: Past, named: string): string {
  return run ?? basename(named)
}

interface Read {
  state: LiveState
  /** True when it holds everything, and not only what was asked for. */
  whole: boolean
}

async function readBack(questions: Questions, request: UndoRequest, signal: AbortSignal): Promise<Read> {
  const { target, workspace, digest, clock, emit } = request
  const known = wantOf(workspace, target.traits, digest)
  const want: Want = { ...known, paths: [...new Set([...known.paths, ...questions.paths])] }
  if (questions.whole)
    return { state: await readAccount(target, { ...want, whole: true }, { signal, emit }), whole: true }
  const found = questions.named.length === 0 ? [] : await target.look(questions.named, want, signal)
  const resources = Object.fromEntries(Map.groupBy(found, ({ kind }) => kind))
  const read_at = new Date(clock.now()).toISOString()
  return { state: { read_at, complete: true, resources, missing: [] }, whole: false }
}

function refuseOtherScope(plan: Plan, { settings }: Workspace): void {
  if (plan.workspace.scope === settings.scope) return
  throw new StalePlanError(
    'other-scope',
    `The plan to be undone is of scope ${plan.workspace.scope}; this workspace is ${settings.scope}.`,
    { hints: ['Undo it from the workspace that it was made in.'] },
  )
}

function refuseOtherAccount({ target }: Plan, account: string): void {
  if (target.account === account) return
  throw new StalePlanError(
    'other-account',
    `The plan to be undone was made for account ${target.account}; the credentials are for ${account}.`,
    { hints: ['Use the credentials or the --account of that account.'] },
  )
}
