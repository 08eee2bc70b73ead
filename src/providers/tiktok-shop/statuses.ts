import { GONE } from '../../model/listing-status.ts'

/** What a product may be, in the platform's words (contract, 5.3). */
export const STATUSES = [
  'ACTIVATE',
  'SELLER_DEACTIVATED',
  'PLATFORM_DEACTIVATED',
  'FREEZE',
  'DRAFT',
  'PENDING',
  'FAILED',
] as const

export const DELETED = 'DELETED'

const MEANINGS: { readonly [status: string]: string } = {
  ACTIVATE: 'ACTIVE',
  SELLER_DEACTIVATED: 'INACTIVE',
  PLATFORM_DEACTIVATED: 'INACTIVE',
  FREEZE: 'INACTIVE',
  DRAFT: 'INCOMPLETE',
  PENDING: 'INCOMPLETE',
  FAILED: 'INCOMPLETE',
  [DELETED]: GONE,
}

/** The same in the words of all sources; `null` for a status that nobody knows. */
export function listingStatus(status: string): string | null {
  return MEANINGS[status] ?? null
}
