import type { ShopeeFault } from './fault-options.ts'
import type { ShopeeOperation } from './operations.ts'

/** Whether a fault is about a call; one that names no operation is about none that hands out tokens or files. */
export function matches(fault: ShopeeFault, operation: ShopeeOperation): boolean {
  return fault.operation === undefined ? !operation.startsWith('token.') : fault.operation === operation
}
