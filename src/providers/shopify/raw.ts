/** What an answer holds, before anything is known of it. */
export type RawRecord = { [key: string]: unknown }

const NOTHING: RawRecord = Object.freeze({})

export function asRecord(value: unknown): RawRecord {
  return isRecord(value) ? value : NOTHING
}

export function isRecord(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list of objects; what is none is left out. */
export function asRecords(value: unknown): RawRecord[] {
  return asList(value).filter(isRecord)
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text that says something; `null` for everything else. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** A finite number that is not negative, also as text: 64-bit numbers come so. `null` for everything else. */
export function asCount(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}
