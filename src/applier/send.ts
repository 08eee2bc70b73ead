import { addressOf } from '../model/address.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import { type Applied, BASELINE_CUT, type Change, UNREACHABLE } from '../model/target.ts'
import { kindNamed, subjectOf } from '../model/target-kinds.ts'
import type { Execution } from './execution.ts'
import { answered } from './outcomes.ts'
import { isWhole } from './row-needs.ts'

interface Sent {
  outcome: OperationOutcome
  /** False: what a create wanted was there already. */
  made: boolean
}

interface Writable {
  change: Change
  /** The baseline that the resource has until then; absent where there can be none. */
  former?: string | null | undefined
}

/**
 * The one place where something is written: the intent is durable before the call leaves. `null`: stopped, and the intent
 * stays open, as after a crash.
 */
export async function send(
  operation: Operation,
  { change, former }: Writable,
  execution: Execution,
): Promise<Sent | 'outdated' | null> {
  const { notes } = execution
  const { journal, emit, target, signal, runId: run } = execution.options
  await journal.intend([operation.id], former)
  emit({ type: 'operation.started', id: operation.id })
  const by = { run, operation: operation.id }
  const answer = await target.write({ ...change, by }, signal).catch((error: unknown) => {
    if (signal.aborted && error === signal.reason) return null
    throw error
  })
  if (!answer) return null
  if (answer.outcome === 'outdated') return 'outdated'
  if (answer.outcome === 'applied') forgetRow(change, execution)
  const done = answer.outcome === 'applied' || answer.outcome === 'already'
  if (done) notes.push(...answer.notes.map((note) => ({ ...note, address: note.address ?? operation.address })))
  rememberImage(change, answer, execution)
  const outcome = answered(operation, answer)
  const made = outcome.code === BASELINE_CUT || (answer.outcome === 'applied' && answer.existed !== true)
  return { outcome, made }
}

/** Where the next write has to begin with what this one left, the row that it was made from is out of date. */
function forgetRow({ kind: name, key, revision }: Change, { rows, check: { traits } }: Execution): void {
  const kind = kindNamed(traits, name)
  if (!kind || (revision === undefined && !isWhole(kind))) return
  const subject = subjectOf(kind, key)
  rows.forget(addressOf(subject.kind, subject.key))
}

/** Addresses from which nothing can be fetched are not tried in every plan. */
function rememberImage(
  { kind, fields, action }: Change,
  answer: Applied,
  { options, check: { traits } }: Execution,
): void {
  if (action !== 'create' || kindNamed(traits, kind)?.madeOf !== 'image') return
  const url = String(fields.url)
  if (answer.outcome === 'applied' || answer.outcome === 'already') options.journal.livingImage(url)
  if (answer.outcome === 'rejected' && answer.code === UNREACHABLE) options.journal.deadImage(url)
}
