import type { Json } from '../../model/json.ts'

/** Anything from outside that is an object; every field has to be looked at before it is believed. */
export interface RawRecord {
  readonly [field: string]: unknown
}

/** An item of Catalog Items 2022-04-01. Every data set but `attributes` is a list with one entry per marketplace. */
export interface RawItem extends RawRecord {
  readonly asin?: unknown
  readonly attributes?: unknown
  readonly identifiers?: unknown
  readonly images?: unknown
  readonly productTypes?: unknown
  readonly relationships?: unknown
  readonly summaries?: unknown
}

export function isRecord(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asRecord(value: unknown): RawRecord {
  return isRecord(value) ? value : {}
}

export function asRecords(value: unknown): RawRecord[] {
  return asList(value).filter(isRecord)
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The text as it is, `null` for anything else and for blanks. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/**
 * A text, or a number by its digits: sizes, codes and model numbers arrive as either. A whole number beyond those that
 * JSON keeps exactly is nothing: its last digits are not those that were written.
 */
export function asWritten(value: unknown): string | null {
  if (typeof value !== 'number') return asText(value)
  return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value)) ? String(value) : null
}

export function asTexts(value: unknown): string[] {
  return asList(value).filter((entry) => asText(entry) !== null) as string[]
}

/** More listings than any shop has: a number beyond is not believed. */
const MAX_SIZE = 10_000_000

/** A finite number above zero, else 0. */
export function asSize(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.min(value, MAX_SIZE) : 0
}

/** What came out of `JSON.parse` is JSON already; this only says so. */
export function asJson(value: unknown): Json {
  return value as Json
}
