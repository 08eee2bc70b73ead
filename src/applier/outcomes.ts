import { counted, either } from '../model/counted.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { Applied } from '../model/target.ts'

type Noun = KindTraits['noun']

const PLAN_AGAIN = 'Plan again; the new plan shows what is different.'

/** What became of an operation whose write was answered. */
export function answered({ id }: Operation, answer: Exclude<Applied, { outcome: 'outdated' }>): OperationOutcome {
  switch (answer.outcome) {
    case 'applied': {
      const modified = answer.modified === undefined ? {} : { modified: answer.modified }
      return { id, outcome: 'succeeded', target_id: answer.id, ...modified }
    }
    case 'already':
      return { id, outcome: 'adopted', target_id: answer.id }
    case 'conflict':
      return { id, outcome: 'conflict', code: 'conflict', message: answer.message, hint: answer.hint }
    case 'rejected': {
      const { outcome: _rejected, written, ...details } = answer
      return { id, outcome: 'failed', ...(written === undefined ? {} : { target_id: written }), ...details }
    }
  }
}

/** Without a call: the target holds it already. */
export function adopted({ id, target_id }: Operation): OperationOutcome {
  return { id, outcome: 'adopted', ...(target_id === null ? {} : { target_id }) }
}

/** Without a call: somebody changed the object since the plan. */
export function changed({ id }: Operation, message: string): OperationOutcome {
  return { id, outcome: 'conflict', code: 'changed', message, hint: PLAN_AGAIN }
}

export function gone(operation: Operation, [one]: Noun): OperationOutcome {
  const message = `${operation.address} was planned against a ${one} that is not there any more.`
  return { id: operation.id, outcome: 'conflict', code: 'gone', message, hint: PLAN_AGAIN }
}

/** Without a call: the baseline says that the resource is another scope's, or that it is none to be linked to. */
export function foreign(operation: Operation, [one]: Noun): OperationOutcome {
  const message = `${operation.address} is about a ${one} that this workspace does not own.`
  return { id: operation.id, outcome: 'conflict', code: 'not-owned', message, hint: PLAN_AGAIN }
}

/** Without a call: none of the resources to be linked is the one that the plan means. */
export function goneTargets(
  { id, address }: Operation,
  { targets, noun: [, many] }: { targets: Address[]; noun: Noun },
): OperationOutcome {
  const message = `${address} was planned with ${many} that are not there any more, or not ours: ${list(targets)}.`
  return { id, outcome: 'conflict', code: 'gone', message, hint: PLAN_AGAIN }
}

/** Without a call: the operation cannot be turned into a write. */
export function impossible({ id }: Operation, code: string, message: string): OperationOutcome {
  return { id, outcome: 'failed', code, message, hint: PLAN_AGAIN }
}

export function skipped({ id }: Operation, causes: string[]): OperationOutcome {
  const message = `${id} is skipped, because this did not succeed: ${list(causes)}.`
  const hint = 'Settle what it depends on, then apply what is left.'
  return { id, outcome: 'skipped', code: 'dependency', message, hint }
}

/** A resource that was written without images whose upload failed; the uploads count as the failures. */
export function withoutImages(sent: OperationOutcome, leftOut: Address[]): OperationOutcome {
  return leftOut.length > 0 ? { ...sent, left_out: leftOut } : sent
}

/** Links that were sent for some resources and left out for those that are missing. */
export function partly(sent: OperationOutcome, leftOut: Address[], [one, many]: Noun): OperationOutcome {
  if (sent.outcome !== 'succeeded' && sent.outcome !== 'adopted') return sent
  const message = `Links to ${counted(leftOut.length, one, many)} are left out, because ${either(leftOut.length, 'it is', 'they are')} not there, or not ours: ${list(leftOut)}.`
  const hint = `Settle what failed with ${either(leftOut.length, `this ${one}`, `these ${many}`)}, then apply what is left.`
  return { ...sent, outcome: 'failed', code: 'partial', message, hint, left_out: leftOut }
}

/** Links of which some were removed, and others only the plan says that they are ours. */
export function partlyRemoved(sent: OperationOutcome, kept: Address[], [one, many]: Noun): OperationOutcome {
  if (sent.outcome !== 'succeeded' && sent.outcome !== 'adopted') return sent
  const message = `Links to ${counted(kept.length, one, many)} stay, because ${either(kept.length, 'it is', 'they are')} not ours, as far as can be seen: ${list(kept)}.`
  return { ...sent, outcome: 'failed', code: 'partial', message, hint: PLAN_AGAIN, left_out: kept }
}

function list(names: string[]): string {
  const shown = names.slice(0, 10).join(', ')
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown
}
