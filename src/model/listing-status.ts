import type { AttributeSpec } from './settings.ts'

/** What `from:` calls the status of a listing. */
export const LISTING_STATUS = 'listing_status'

/** The status of a listing that its source has no more. */
export const GONE = 'GONE'

const NAMED = new RegExp(`\\b${LISTING_STATUS}\\b`)

/** True for a rule that says what the status of a listing is. */
export function readsStatus({ from }: Pick<AttributeSpec, 'from'>): boolean {
  return from !== null && NAMED.test(from)
}
