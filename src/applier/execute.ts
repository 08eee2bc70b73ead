import { parseAddress } from '../model/address.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import { type Applied, BASELINE_CUT, type Change, UNREACHABLE } from '../model/target.ts'
import { kindNamed, mainKind } from '../model/target-kinds.ts'
import { type CheckContext, check, type Sendable } from './check.ts'
import { type Done, resourceDone } from './done.ts'
import { holds } from './intents.ts'
import type { ApplyOptions } from './options.ts'
import { adopted, answered, changed, foreign, gone, goneTargets, impossible, partly, skipped } from './outcomes.ts'
import { isForeign } from './owner.ts'
import { additions, flat, type ResolveContext } from './resolution.ts'
import { resolve } from './resolve.ts'
import { claimedMembers, type Subject, subjectOf } from './row-needs.ts'
import type { Rows } from './rows.ts'

/** What the operations of one run share. */
export interface Execution {
  options: Pick<ApplyOptions, 'target' | 'journal' | 'clock' | 'emit' | 'signal' | 'unfinished' | 'writtenBefore'>
  check: CheckContext
  stamp: ResolveContext['stamp']
  rows: Rows
  /** By address: what creates whose answers were lost have made. */
  made: Map<Address, LiveResource>
  notes: Diagnostic[]
}

/** Carries out one operation; `null` when the run was stopped before its call left, or before it was finished. */
export async function execute(operation: Operation, execution: Execution): Promise<Done | null> {
  const subject = subjectOf(operation, execution.check.ids, execution.check.traits)
  const first = await attempt(operation, subject, execution)
  if (first !== 'outdated') return first
  // Somebody else wrote meanwhile: only if what this operation is about is as planned does it go on.
  if (subject) execution.rows.forget(subject.address)
  const again = await attempt(operation, subject, execution)
  return again === 'outdated' ? { outcome: changed(operation, OVERTAKEN) } : again
}

const OVERTAKEN = 'Somebody else writes to the same resource at the same time; nothing was overwritten.'

async function attempt(
  operation: Operation,
  subject: Subject | null,
  execution: Execution,
): Promise<Done | 'outdated' | null> {
  const { options, rows, check: context } = execution
  const live = subject && (await rows.get(subject.address))
  const withheld = await unprovenMembers(operation, execution)
  if (options.signal.aborted) return null
  if (subject !== null && subject.id !== null && live?.id !== subject.id)
    return { outcome: gone(operation, mainKind(context.traits).noun) }
  if (live && isForeign(live, context)) return { outcome: foreign(operation, mainKind(context.traits).noun) }
  const resolved = resolve(operation, context.ids, { ...contextOf(operation, execution), live, withheld })
  if (!resolved.ok) return { outcome: impossible(operation, resolved.code, resolved.message) }
  const verdict = live ? check(operation, { resolved, live }, context) : 'write'
  if (typeof verdict === 'object') return { outcome: changed(operation, verdict.conflict) }
  const kind = kindNamed(context.traits, operation.kind)
  if (kind?.owner) return writeMembers(operation, { resolved, withheld, kind }, execution)
  if (verdict === 'adopted') return adoptedResource(operation, resolved, execution)
  const change = restOf(operation, resolved, execution)
  const sent = await send(operation, change, execution)
  if (sent === null || sent === 'outdated') return sent
  const made = sent.made && change === resolved.change
  return resourceDone(sent.outcome, resolved, { made, stamp: execution.stamp })
}

interface Members {
  resolved: Sendable
  withheld: ReadonlySet<Address>
  kind: KindTraits
}

/** Adds members to a slice of another resource; those that are missing are left out and named. */
async function writeMembers(
  operation: Operation,
  { resolved, withheld, kind }: Members,
  execution: Execution,
): Promise<Done | 'outdated' | null> {
  const { change, leftOut, fields } = resolved
  const { noun } = mainKind(execution.check.traits)
  if (leftOut.length > 0 && leftOut.length === wantedMembers(operation, execution)) {
    return {
      outcome: withheld.size > 0 ? goneTargets(operation, { targets: leftOut, noun }) : skipped(operation, leftOut),
    }
  }
  const nothing = Object.values(fields).every((value) => Array.isArray(value) && value.length === 0)
  const sent = nothing ? { outcome: adopted(operation), made: false } : await send(operation, change, execution)
  if (sent === null || sent === 'outdated') return sent
  const outcome = sent.outcome.outcome === 'succeeded' ? withMembers(sent.outcome, { change, kind }) : sent.outcome
  return { outcome: leftOut.length > 0 ? partly(outcome, leftOut, noun) : outcome }
}

function wantedMembers(operation: Operation, { check: { traits } }: Execution): number {
  const given = flat(operation, traits)
  if (!given) return 0
  return Object.keys(given.after).reduce(
    (total, path) => total + additions(given.before[path], given.after[path]).length,
    0,
  )
}

/** Searches may not show them yet, so what was added is remembered. */
function withMembers(outcome: OperationOutcome, { change, kind }: { change: Change; kind: KindTraits }) {
  const targets = Object.values(change.fields).flat().map(String)
  return { ...outcome, linked: { relationship: kind.owner?.(change.key).series ?? '', targets } }
}

/**
 * Members whose ids nothing but the plan vouches for. An empty look-up is no proof of absence where an earlier run has
 * written that very resource: the target's own answer then decides.
 */
async function unprovenMembers(
  operation: Operation,
  { options, rows, check: context }: Execution,
): Promise<ReadonlySet<Address>> {
  const withheld = new Set<Address>()
  for (const [address, id] of Object.entries(claimedMembers(operation, context.ids, context.traits))) {
    const live = await rows.get(address)
    const proven = live
      ? live.id === id && !isForeign(live, context)
      : (await options.writtenBefore?.(id)) === parseAddress(address).key
    if (!proven) withheld.add(address)
  }
  return withheld
}

/** Without a call: the values are there. A baseline that needs no call to be kept is kept. */
function adoptedResource(operation: Operation, resolved: Sendable, { stamp }: Execution): Done {
  const outcome = adopted(operation)
  const { baseline } = resourceDone(outcome, resolved, { made: false, stamp })
  return { outcome, ...(baseline ? { baseline } : {}) }
}

/** An operation that is repeated says the same as the first time: the day is that of its intent. */
export function contextOf({ id }: Operation, { options, check: { traits }, stamp }: Repeating) {
  const since = options.unfinished?.intents.get(id) ?? new Date(options.clock.now()).toISOString()
  return { traits, today: since.slice(0, 10), stamp }
}

interface Repeating {
  options: Pick<ApplyOptions, 'clock' | 'unfinished'>
  check: CheckContext
  stamp: ResolveContext['stamp']
}

/** A create that went through before the answer was lost lacks at most what is written apart. */
function restOf(operation: Operation, { change, fields }: Sendable, execution: Execution): Change {
  const live = execution.made.get(operation.address)
  const kind = kindNamed(execution.check.traits, operation.kind)
  const rest = Object.entries(fields).filter(([path]) => kind?.field(path).apart)
  if (!live || change.action !== 'create' || rest.length === 0) return change
  const context = contextOf(operation, execution)
  if (!holds(operation, live, { check: execution.check, context })) return change
  return { ...change, action: 'update', id: live.id, fields: Object.fromEntries(rest), parts: [], volatile: [] }
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
async function send(operation: Operation, change: Change, execution: Execution): Promise<Sent | 'outdated' | null> {
  const { notes } = execution
  const { journal, emit, target, signal } = execution.options
  await journal.intend([operation.id])
  emit({ type: 'operation.started', id: operation.id })
  const answer = await target.write(change, signal).catch((error: unknown) => {
    if (signal.aborted && error === signal.reason) return null
    throw error
  })
  if (!answer) return null
  if (answer.outcome === 'outdated') return 'outdated'
  const done = answer.outcome === 'applied' || answer.outcome === 'already'
  if (done) notes.push(...answer.notes.map((note) => ({ ...note, address: note.address ?? operation.address })))
  rememberImage(change, answer, execution)
  const outcome = answered(operation, answer)
  const made = outcome.code === BASELINE_CUT || (answer.outcome === 'applied' && answer.existed !== true)
  return { outcome, made }
}

/** Addresses from which nothing can be fetched are not tried in every plan. */
function rememberImage({ kind, fields }: Change, answer: Applied, { options, check: { traits } }: Execution): void {
  if (kindNamed(traits, kind)?.madeOf !== 'image') return
  const url = String(fields.url)
  if (answer.outcome === 'applied' || answer.outcome === 'already') options.journal.livingImage(url)
  if (answer.outcome === 'rejected' && answer.code === UNREACHABLE) options.journal.deadImage(url)
}
