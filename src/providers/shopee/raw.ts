/** What an answer holds, before anything is known of it. */
export type RawRecord = { [key: string]: unknown }

const NOTHING: RawRecord = Object.freeze({})

export function asRecord(value: unknown): RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawRecord) : NOTHING
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** A list of objects; what is none is left out. */
export function asRecords(value: unknown): RawRecord[] {
  return asList(value).filter((entry): entry is RawRecord => typeof entry === 'object' && entry !== null)
}

/** Text that says something; `null` for everything else. */
export function asText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** A finite number, also where it comes as text, as some do; `null` for everything else. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^\s*-?\d+(?:\.\d+)?\s*$/.test(value)) return null
  return Number(value)
}

/** An id in decimal digits; ids are below 2^53 today, and kept as text all the same. `null` for everything else. */
export function asId(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null
  return typeof value === 'string' && /^[1-9]\d{0,19}$/.test(value) ? value : null
}
