import { parseAddress } from '../model/address.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import { BASELINE_CUT, type Write } from '../model/target.ts'
import { type CheckContext, checkLink, checkProduct, type Verdict } from './check.ts'
import { type Done, productDone } from './done.ts'
import { holds } from './intents.ts'
import type { ApplyOptions } from './options.ts'
import { adopted, answered, changed, foreign, gone, goneTargets, impossible, partly, skipped } from './outcomes.ts'
import { isForeign } from './owner.ts'
import { additions, type ResolveContext } from './resolution.ts'
import { resolve } from './resolve.ts'
import { claimedTargets, subjectOf } from './row-needs.ts'
import type { Rows } from './rows.ts'

/** What the operations of one run share. */
export interface Execution {
  options: Pick<ApplyOptions, 'target' | 'journal' | 'clock' | 'emit' | 'signal' | 'unfinished' | 'writtenBefore'>
  check: CheckContext
  stamp: ResolveContext['stamp']
  rows: Rows
  /** By SKU: what creates whose answers were lost have made. */
  made: Map<string, LiveProduct>
  notes: Diagnostic[]
}

/** How a target says that nothing can be fetched from an image's address. */
const UNREACHABLE = 'image-unreachable'

/** Carries out one operation; `null` when the run was stopped before its call left, or before it was finished. */
export async function execute(operation: Operation, execution: Execution): Promise<Done | null> {
  const { options, rows, check } = execution
  const subject = subjectOf(operation, check.ids)
  const live = subject && (await rows.get(subject.sku))
  const withheld = await unprovenTargets(operation, execution)
  if (options.signal.aborted) return null
  if (subject !== null && subject.id !== null && live?.id !== subject.id) return { outcome: gone(operation) }
  if (live && isForeign(live, check)) return { outcome: foreign(operation) }
  const resolved = resolve(operation, check.ids, { ...contextOf(operation, execution), live, withheld })
  if (!resolved.ok) return { outcome: impossible(operation, resolved.code, resolved.message) }
  const { leftOut } = resolved
  const write = restOf(operation, resolved.write, execution)
  const verdict = live ? judge(operation, { write, live }, check) : 'write'
  if (typeof verdict === 'object') return { outcome: changed(operation, verdict.conflict) }
  if (write.kind !== 'link') {
    if (verdict === 'adopted') return adoptedProduct(operation, resolved, execution)
    const sent = await send(operation, write, execution)
    const made = sent?.made === true && write === resolved.write
    return sent && productDone(sent.outcome, resolved, { made, stamp: execution.stamp })
  }
  if (leftOut.length > 0 && leftOut.length === additions(operation, 'targets').length)
    return { outcome: withheld.size > 0 ? goneTargets(operation, leftOut) : skipped(operation, leftOut) }
  const outcome = write.targets.length === 0 ? adopted(operation) : (await send(operation, write, execution))?.outcome
  return outcome ? { outcome: leftOut.length > 0 ? partly(outcome, leftOut) : outcome } : null
}

/**
 * Targets whose ids nothing but the plan vouches for. An empty look-up is no proof of absence where an earlier run has
 * written that very product: the target's own answer then decides.
 */
async function unprovenTargets(
  operation: Operation,
  { options, rows, check }: Execution,
): Promise<ReadonlySet<Address>> {
  const withheld = new Set<Address>()
  for (const [address, id] of Object.entries(claimedTargets(operation, check.ids))) {
    const { key: sku } = parseAddress(address)
    const live = await rows.get(sku)
    const proven = live ? live.id === id && !isForeign(live, check) : (await options.writtenBefore?.(id)) === sku
    if (!proven) withheld.add(address)
  }
  return withheld
}

/** Without a call: the values are there. A baseline that needs no call to be kept is kept. */
function adoptedProduct(operation: Operation, resolved: Parameters<typeof productDone>[1], { stamp }: Execution): Done {
  const outcome = adopted(operation)
  const { baseline } = productDone(outcome, resolved, { made: false, stamp })
  return { outcome, ...(baseline ? { baseline } : {}) }
}

/** An operation that is repeated says the same as the first time: the day is that of its intent. */
export function contextOf({ id }: Operation, { options, check, stamp }: Repeating): Omit<ResolveContext, 'live'> {
  const since = options.unfinished?.intents.get(id) ?? new Date(options.clock.now()).toISOString()
  return { kinds: check.kinds, today: since.slice(0, 10), stamp }
}

interface Repeating {
  options: Pick<ApplyOptions, 'clock' | 'unfinished'>
  check: CheckContext
  stamp: ResolveContext['stamp']
}

/** A create that went through before the answer was lost lacks its family at most, which is a call of its own. */
function restOf(operation: Operation, write: Write, execution: Execution): Write {
  if (write.kind !== 'product' || write.action !== 'create' || write.family === null) return write
  const live = execution.made.get(write.sku)
  const context = contextOf(operation, execution)
  if (!live || !holds(operation, live, { check: execution.check, context })) return write
  const { sku, family } = write
  return { kind: 'product', action: 'update', id: live.id, sku, fields: { attributes: {} }, family }
}

function judge(operation: Operation, state: { write: Write; live: LiveProduct }, check: CheckContext): Verdict {
  const { write, live } = state
  if (write.kind === 'link') return checkLink(operation, live, check)
  return write.kind === 'product' && write.action === 'update'
    ? checkProduct(operation, { write, live }, check)
    : 'write'
}

interface Sent {
  outcome: OperationOutcome
  /** False: what a create wanted was there already. */
  made: boolean
}

/**
 * The one place where something is written: the intent is durable before the call leaves. `null`: stopped, and the intent
 * stays open, as after a crash.
 */
async function send(operation: Operation, write: Write, execution: Execution): Promise<Sent | null> {
  const { notes } = execution
  const { journal, emit, target, signal } = execution.options
  await journal.intend([operation.id])
  emit({ type: 'operation.started', id: operation.id })
  const answer = await target.write(write, signal).catch((error: unknown) => {
    if (signal.aborted && error === signal.reason) return null
    throw error
  })
  if (!answer) return null
  const done = answer.outcome === 'applied' || answer.outcome === 'already'
  if (done) notes.push(...answer.notes.map((note) => ({ ...note, address: note.address ?? operation.address })))
  if (write.kind === 'asset') {
    if (done) journal.livingImage(write.url)
    if (answer.outcome === 'rejected' && answer.code === UNREACHABLE) journal.deadImage(write.url)
  }
  const outcome = answered(operation, answer)
  const made = outcome.code === BASELINE_CUT || (answer.outcome === 'applied' && answer.existed !== true)
  if (write.kind !== 'link' || outcome.outcome !== 'succeeded') return { outcome, made }
  return { outcome: { ...outcome, linked: { relationship: write.relationship.label, targets: write.targets } }, made }
}
