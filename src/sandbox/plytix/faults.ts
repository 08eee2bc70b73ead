import type { PlytixFault } from './fault-options.ts'
import type { CallKind } from './journal.ts'

export interface Call {
  method: string
  path: string
  kind: CallKind
}

/** Whether a fault is about a call. */
export function matches(fault: PlytixFault, call: Call): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== call.method) return false
  if (fault.kind !== undefined && fault.kind !== call.kind) return false
  if (fault.path === undefined) return call.kind !== 'auth' || fault.kind === 'auth'
  return (typeof fault.path === 'string' ? new RegExp(fault.path) : fault.path).test(call.path)
}
