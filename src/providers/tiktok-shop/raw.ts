/** Anything from outside that is an object; every field has to be looked at before it is believed. */
export interface RawRecord {
  readonly [field: string]: unknown
}

export function isRecord(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asRecord(value: unknown): RawRecord {
  return isRecord(value) ? value : {}
}

export function asRecords(value: unknown): RawRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

/** The text as it is, `null` for anything else and for blanks. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** A text, or a number by its digits where these are all that were written. */
export function asWritten(value: unknown): string | null {
  if (typeof value !== 'number') return asText(value)
  return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value)) ? String(value) : null
}

/** A whole number from zero on, in whatever form it came. */
export function asCount(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null
}

/** Ids are decimal digits: 19 of them as a rule, more than a number holds. */
const ID = /^\d{1,20}$/

export function asId(value: unknown): string | null {
  const text = asWritten(value)
  return text !== null && ID.test(text) ? text : null
}
