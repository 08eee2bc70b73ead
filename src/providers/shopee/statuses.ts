import { GONE } from '../../model/listing-status.ts'

/** What Shopee calls the states of an item (get_item_list, `item_status`). */
export const STATUSES = ['NORMAL', 'BANNED', 'UNLIST', 'REVIEWING', 'SELLER_DELETE', 'SHOPEE_DELETE'] as const

/** Of a model that cannot be bought, whatever its item is. */
export const UNAVAILABLE = 'MODEL_UNAVAILABLE'

const LISTING: { readonly [status: string]: string } = {
  NORMAL: 'ACTIVE',
  BANNED: 'INACTIVE',
  UNLIST: 'INACTIVE',
  REVIEWING: 'INCOMPLETE',
  SELLER_DELETE: GONE,
  SHOPEE_DELETE: GONE,
  [UNAVAILABLE]: 'INACTIVE',
}

/** What `from:` calls the status; `null` for a word that is not known. */
export function listingStatus(status: string | null): string | null {
  return status === null ? null : (LISTING[status] ?? null)
}

export function isDeleted(status: unknown): boolean {
  return status === 'SELLER_DELETE' || status === 'SHOPEE_DELETE'
}
