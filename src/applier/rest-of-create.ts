import type { Operation } from '../model/plan.ts'
import type { Change } from '../model/target.ts'
import { kindNamed } from '../model/target-kinds.ts'
import type { Sendable } from './check.ts'
import { contextOf, type Execution } from './execution.ts'
import { holds } from './intents.ts'

/** A create that went through before the answer was lost lacks at most what is written apart. */
export function restOf(operation: Operation, { change, fields }: Sendable, execution: Execution): Change {
  const live = execution.made.get(operation.address)
  const kind = kindNamed(execution.check.traits, operation.kind)
  const rest = Object.entries(fields).filter(([path]) => kind?.field(path).apart)
  if (!live || change.action !== 'create' || rest.length === 0) return change
  const context = contextOf(operation, execution)
  if (!holds(operation, live, { check: execution.check, context })) return change
  return { ...change, action: 'update', id: live.id, fields: Object.fromEntries(rest), parts: [], volatile: [] }
}
