import type { AmazonFault } from './fault-options.ts'
import type { AmazonOperation } from './operations.ts'

/** Whether a fault is about a call; one that names no operation is about none that hands out tokens or files. */
export function matches(fault: AmazonFault, operation: AmazonOperation): boolean {
  if (fault.operation !== undefined) return fault.operation === operation
  return operation !== 'token' && operation !== 'download'
}
