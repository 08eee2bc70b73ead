import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { StalePlanError } from '../model/errors.ts'
import { flatten } from '../model/fields.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { KnownRun, State } from '../model/state.ts'
import type { TargetTraits } from '../model/target.ts'
import { imageKind } from '../model/target-kinds.ts'
import type { UploadedPicture } from '../planner/cleanup/index.ts'
import { refuseLost } from '../state/lost.ts'
import { loadPlanCopy } from '../state/plan-copy.ts'

export interface KnownUploads {
  pictures: UploadedPicture[]
  /** Runs of which it is not known what they uploaded. */
  remarks: Diagnostic[]
}

/** Pictures that runs from here have uploaded to an account themselves, and have not deleted since. */
export async function knownUploads(state: State, account: string, traits: TargetTraits): Promise<KnownUploads> {
  const kind = imageKind(traits)
  const known = new Map<string, UploadedPicture>()
  const remarks: Diagnostic[] = []
  if (!kind) return { pictures: [], remarks }
  await refuseLost(state)
  for (const run of await state.runs.list()) {
    if (run.account !== account || run.counts.succeeded === 0) continue
    const operations = await operationsOf(run, { state, remarks })
    const { outcomes } = await state.runs.unfinished(run.run_id)
    for (const operation of operations)
      if (operation.kind === kind.name) note(operation, { outcome: outcomes.get(operation.id), kind, known })
  }
  return { pictures: [...known.values()], remarks }
}

interface Noting {
  outcome: OperationOutcome | undefined
  kind: KindTraits
  known: Map<string, UploadedPicture>
}

function note(operation: Operation, { outcome, kind, known }: Noting): void {
  const id = outcome?.target_id ?? operation.target_id
  if (outcome?.outcome !== 'succeeded' || id === null) return
  if (operation.action === kind.verbs.remove) known.delete(id)
  else known.set(id, { id, key: operation.key, fields: flatten(operation.after, kind.groups) })
}

/** A run whose copy of its plan is lost takes what it uploaded out of the question. */
async function operationsOf(
  { run_id }: KnownRun,
  { state, remarks }: { state: State; remarks: Diagnostic[] },
): Promise<Operation[]> {
  try {
    return (await loadPlanCopy(state.folder, run_id)).operations
  } catch (error) {
    if (!(error instanceof StalePlanError)) throw error
    const message = `What run ${run_id} uploaded is not known, and stays. ${error.message}`
    remarks.push(diagnostic({ severity: 'warning', code: error.code, message }))
    return []
  }
}
