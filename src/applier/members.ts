import type { KindTraits } from '../model/kinds.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { Change } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import type { Sendable } from './check.ts'
import type { Done } from './done.ts'
import type { Execution } from './execution.ts'
import { adopted, goneTargets, partly, skipped } from './outcomes.ts'
import { additions, flat } from './resolution.ts'
import { send } from './send.ts'

interface Members {
  resolved: Sendable
  withheld: ReadonlySet<Address>
  kind: KindTraits
}

/** Adds members to a slice of another resource; those that are missing are left out and named. */
export async function writeMembers(
  operation: Operation,
  { resolved, withheld, kind }: Members,
  execution: Execution,
): Promise<Done | 'outdated' | null> {
  const { change, leftOut, fields } = resolved
  const { noun } = mainKind(execution.check.traits)
  if (leftOut.length > 0 && leftOut.length === wantedMembers(operation, execution)) {
    const gone = withheld.size > 0
    return { outcome: gone ? goneTargets(operation, { targets: leftOut, noun }) : skipped(operation, leftOut) }
  }
  const nothing = Object.values(fields).every((value) => Array.isArray(value) && value.length === 0)
  const sent = nothing ? { outcome: adopted(operation), made: false } : await send(operation, { change }, execution)
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
