import type { BulkOrder } from './lines.ts'
import type { BulkOutcome } from './outcomes.ts'

export interface BulkSettings {
  /** Milliseconds from the start of a bulk operation to its end. */
  bulkMs: number
  /** In which order its file is; with `groupObjects` it is always grouped. */
  bulkOrder: BulkOrder
  /** When a query reads the shop; it is no snapshot of either. */
  bulkReads: 'start' | 'end'
  /** How the next operations end, one after the other; those that come after end well. */
  bulkOutcomes: readonly BulkOutcome[]
}

export const BULK_DEFAULTS: BulkSettings = { bulkMs: 400, bulkOrder: 'shuffled', bulkReads: 'start', bulkOutcomes: [] }
