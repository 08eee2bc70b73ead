import type { Operation } from '../model/plan.ts'
import { kindNamed, mainKind } from '../model/target-kinds.ts'
import { check, type Sendable } from './check.ts'
import { type Done, resourceDone } from './done.ts'
import { contextOf, type Execution } from './execution.ts'
import { writeMembers } from './members.ts'
import { adopted, changed, foreign, gone, impossible } from './outcomes.ts'
import { isForeign } from './owner.ts'
import { resolve } from './resolve.ts'
import { restOf } from './rest-of-create.ts'
import { type Subject, subjectOf } from './row-needs.ts'
import { send } from './send.ts'
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
  const live = subject && (await rows.get(subject.address))
  const withheld = await unprovenMembers(operation, execution)
  if (options.signal.aborted) return null
  const { noun } = mainKind(context.traits)
  if (subject !== null && subject.id !== null && live?.id !== subject.id) return { outcome: gone(operation, noun) }
  if (live && isForeign(live, context)) return { outcome: foreign(operation, noun) }
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

/** Without a call: the values are there. A baseline that needs no call to be kept is kept. */
function adoptedResource(operation: Operation, resolved: Sendable, { stamp }: Execution): Done {
  const outcome = adopted(operation)
  const { baseline } = resourceDone(outcome, resolved, { made: false, stamp })
  return { outcome, ...(baseline ? { baseline } : {}) }
}
