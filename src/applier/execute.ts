import { parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { Write } from '../model/target.ts'
import { type CheckContext, checkLink, checkProduct, type Verdict } from './check.ts'
import type { ApplyOptions } from './options.ts'
import { adopted, answered, changed, gone, impossible, partly, skipped } from './outcomes.ts'
import { additions, type ResolveContext } from './resolution.ts'
import { resolve } from './resolve.ts'
import type { Rows } from './rows.ts'

/** What the operations of one run share. */
export interface Execution {
  options: Pick<ApplyOptions, 'target' | 'journal' | 'clock' | 'emit' | 'signal'>
  check: CheckContext
  stamp: ResolveContext['stamp']
  rows: Rows
  notes: Diagnostic[]
}

/** How a target says that nothing can be fetched from an image's address. */
const UNREACHABLE = 'image-unreachable'

/** The SKU whose live row an operation is checked against; `null`: the target's own refusal is the answer. */
export function checkedSku({ address, target_id }: Operation): string | null {
  if (target_id === null) return null
  const { kind, key } = parseAddress(address)
  if (kind === 'product') return key
  return kind === 'link' ? parseLinkAddress(address).sku : null
}

/** Carries out one operation; `null` when the run was stopped before its call left, or before it was finished. */
export async function execute(operation: Operation, execution: Execution): Promise<OperationOutcome | null> {
  const { options, rows, stamp, check } = execution
  const sku = checkedSku(operation)
  const live = sku === null ? null : await rows.get(sku)
  if (options.signal.aborted) return null
  if (sku !== null && live?.id !== operation.target_id) return gone(operation)
  const today = new Date(options.clock.now()).toISOString().slice(0, 10)
  const resolved = resolve(operation, check.ids, { kinds: check.kinds, today, live, stamp })
  if (!resolved.ok) return impossible(operation, resolved.code, resolved.message)
  const { write, leftOut } = resolved
  const verdict = live ? judge(operation, { write, live }, check) : 'write'
  if (typeof verdict === 'object') return changed(operation, verdict.conflict)
  if (write.kind !== 'link') return verdict === 'adopted' ? adopted(operation) : send(operation, write, execution)
  if (leftOut.length > 0 && leftOut.length === additions(operation, 'targets').length)
    return skipped(operation, leftOut)
  const sent = write.targets.length === 0 ? adopted(operation) : await send(operation, write, execution)
  return sent && leftOut.length > 0 ? partly(sent, leftOut) : sent
}

function judge(operation: Operation, state: { write: Write; live: LiveProduct }, check: CheckContext): Verdict {
  const { write, live } = state
  if (write.kind === 'link') return checkLink(operation, live, check)
  return write.kind === 'product' && write.action === 'update'
    ? checkProduct(operation, { write, live }, check)
    : 'write'
}

/**
 * The one place where something is written: the intent is durable before the call leaves. `null`: stopped, and the intent
 * stays open, as after a crash.
 */
async function send(
  operation: Operation,
  write: Write,
  { options, notes }: Execution,
): Promise<OperationOutcome | null> {
  const { journal, emit, target, signal } = options
  journal.intend(operation.id)
  emit({ type: 'operation.started', id: operation.id })
  const answer = await target.write(write, signal).catch((error: unknown) => {
    if (signal.aborted && error === signal.reason) return null
    throw error
  })
  if (!answer) return null
  if (answer.outcome === 'applied' || answer.outcome === 'already') {
    notes.push(...answer.notes.map((note) => ({ ...note, address: note.address ?? operation.address })))
  }
  if (write.kind === 'asset' && answer.outcome === 'rejected' && answer.code === UNREACHABLE) {
    journal.deadImage(write.url)
  }
  return answered(operation, answer)
}
