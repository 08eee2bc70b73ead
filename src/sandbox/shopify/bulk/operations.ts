import type { Store } from '../store/store.ts'
import type { BulkOperation } from './operation.ts'

/** Operations of a shop by their ids, in the order of starting. */
export function operationsIn(store: Store): Map<string, BulkOperation> {
  return store.part(newOperations)
}

function newOperations(): Map<string, BulkOperation> {
  return new Map()
}
