import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import { kindNamed, mainKind } from '../model/target-kinds.ts'
import { check, different, type Sendable } from './check.ts'
import { type Done, resourceDone } from './done.ts'
import { contextOf, type Execution } from './execution.ts'
import { asNoted, formerOf, withFormer } from './former.ts'
import { isOwnWrite } from './intents.ts'
import { writeMembers } from './members.ts'
import { adopted, changed, foreign, gone, impossible } from './outcomes.ts'
import { isForeign, isForeignTo } from './owner.ts'
import { removeResource } from './remove.ts'
import { resolve } from './resolve.ts'
import { restOf } from './rest-of-create.ts'
import { givesKey, isRemoval } from './roles.ts'
import { type Subject, subjectOf } from './row-needs.ts'
import { send } from './send.ts'
import { asTaken, isTakenByOthers } from './taken-over.ts'
import { removeMembers } from './unlink.ts'
import { unprovenMembers } from './unproven-members.ts'

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
  const noted = options.unfinished?.formers?.get(operation.id)
  const live = asNoted(subject && (await rows.get(subject.address)), noted, execution.stamp)
  const withheld = await unprovenMembers(operation, execution)
  if (options.signal.aborted) return null
  const kind = kindNamed(context.traits, operation.kind)
  if (kind && isRemoval(operation, kind)) return remove(operation, { kind, subject, live, withheld }, execution)
  const { noun } = mainKind(context.traits)
  if (subject !== null && subject.id !== null && live?.id !== subject.id) return { outcome: gone(operation, noun) }
  if (live && givesKey(operation, context.traits)) return takeOver(operation, live, execution)
  if (live && isForeignTo(operation, live, context)) return { outcome: foreign(operation, noun) }
  const resolved = resolve(operation, context.ids, { ...contextOf(operation, execution), live, withheld })
  if (!resolved.ok) return { outcome: impossible(operation, resolved.code, resolved.message) }
  const verdict = live ? check(operation, { resolved, live }, context) : 'write'
  if (typeof verdict === 'object') return { outcome: changed(operation, verdict.conflict) }
  if (kind?.owner) return writeMembers(operation, { resolved, withheld, kind }, execution)
  return writeResource(operation, { resolved, live, verdict }, execution)
}

/** What others made gets our keys: it is seen as if it had them, so that no part is written beside the one that is meant. */
async function takeOver(
  operation: Operation,
  found: LiveResource,
  execution: Execution,
): Promise<Done | 'outdated' | null> {
  const { check: context } = execution
  const { noun } = mainKind(context.traits)
  if (isTakenByOthers(operation, found, context)) return { outcome: foreign(operation, noun) }
  const taken = asTaken(operation, found, context.traits)
  if ('lost' in taken) return { outcome: changed(operation, lostParts(operation, taken.lost)) }
  const { live } = taken
  const resolved = resolve(operation, context.ids, { ...contextOf(operation, execution), live })
  if (!resolved.ok) return { outcome: impossible(operation, resolved.code, resolved.message) }
  const verdict = check(operation, { resolved, live }, context)
  if (typeof verdict === 'object') return { outcome: changed(operation, verdict.conflict) }
  return writeResource(operation, { resolved, live, verdict }, execution)
}

function lostParts({ address }: Operation, keys: string[]): string {
  return different(
    address,
    keys.map((key) => `${key} is not to be told from its values any more`),
  )
}

interface Removal {
  kind: KindTraits
  subject: Subject | null
  live: LiveResource | null
  withheld: ReadonlySet<Address>
}

async function remove(operation: Operation, removal: Removal, execution: Execution): Promise<Done | 'outdated' | null> {
  const { kind, subject, live } = removal
  const { check: context } = execution
  if (!kind.owner) return removeResource(operation, { kind, subject, live }, execution)
  const owner = live?.id === subject?.id ? live : null
  if (owner && isForeign(owner, context)) return { outcome: foreign(operation, mainKind(context.traits).noun) }
  return removeMembers(operation, { ...removal, live: owner }, execution)
}

interface Writing {
  resolved: Sendable
  live: LiveResource | null
  verdict: 'write' | 'adopted'
}

async function writeResource(
  operation: Operation,
  { resolved, live, verdict }: Writing,
  execution: Execution,
): Promise<Done | 'outdated' | null> {
  const { stamp } = execution
  const former = formerOf(operation, live, execution)
  const givesNoKey = !givesKey(operation, execution.check.traits)
  const needless = verdict === 'adopted' || (givesNoKey && isWithoutCall(resolved))
  if (needless) return withFormer(doneWithoutCall(operation, { resolved, live, verdict }, execution), former)
  const change = restOf(operation, resolved, execution)
  const sent = await send(operation, { change, former }, execution)
  if (sent === null || sent === 'outdated') return sent
  const made = sent.made && change === resolved.change
  return withFormer(resourceDone(sent.outcome, resolved, { made, stamp }), former)
}

/** Nothing but a baseline that is kept elsewhere. */
function isWithoutCall({ change, fields, baseline }: Sendable): boolean {
  // Where parts are written whole, the change has them although nothing in them is another.
  return baseline !== undefined && change.action === 'update' && Object.keys(fields).length === 0
}

/** All is there: by an earlier call of this very run, or by another hand. A baseline that needs no call is kept. */
function doneWithoutCall(operation: Operation, { resolved, live, verdict }: Writing, execution: Execution): Done {
  const { check: context, options, stamp } = execution
  const begun = options.unfinished?.intents.has(operation.id) === true
  const ours = begun && live !== null && isOwnWrite(operation, live, { run: stamp?.run ?? '', check: context })
  if (ours || verdict === 'write') {
    return resourceDone({ ...adopted(operation), outcome: 'succeeded' }, resolved, { made: false, stamp })
  }
  const outcome = adopted(operation)
  const { baseline } = resourceDone(outcome, resolved, { made: false, stamp })
  return { outcome, ...(baseline ? { baseline } : {}) }
}
