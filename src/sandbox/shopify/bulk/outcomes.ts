/** How a bulk operation is to end. Beside the service's own ends, those that a client should not fall for. */
export const BULK_OUTCOMES = [
  'COMPLETED',
  /** With `errorCode` INTERNAL_SERVER_ERROR, half of the lines under `partialDataUrl`. */
  'FAILED',
  /** The same with `errorCode` TIMEOUT. */
  'TIMEOUT',
  /** With `errorCode` ACCESS_DENIED and nothing at all. */
  'ACCESS_DENIED',
  /** As if a person had ended it. */
  'CANCELED',
  'EXPIRED',
  /** It never ends. */
  'STUCK',
  /** COMPLETED, and the file lacks its last third of what was counted. */
  'SHORT',
  /** COMPLETED, and the last line of the file is broken off. */
  'BROKEN',
] as const

export type BulkOutcome = (typeof BULK_OUTCOMES)[number]
