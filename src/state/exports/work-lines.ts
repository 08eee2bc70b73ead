import type { Json } from '../../model/json.ts'
import type { SourceRequest } from '../../model/source.ts'
import { linesOf } from './whole-lines.ts'

/** Reads that were begun by a program that wrote another one cannot go on. */
export const WORK_FORMAT = 2

/** How a read began; the first line of its work file. */
export interface WorkStart {
  format: typeof WORK_FORMAT
  provider: string
  request: SourceRequest
  /** ISO 8601, UTC. */
  started_at: string
  /** The file that was asked for, `null` for one in the folder of exports. */
  out: string | null
  /** How brands were found before. */
  spellings: { [brand: string]: string | null }
}

/** Where a line of the file is, in bytes. */
export class Place {
  readonly start: number
  readonly length: number

  constructor({ start, length }: { start: number; length: number }) {
    this.start = start
    this.length = length
  }
}

/** A value, or where it is. */
export type Kept = Json | Place

/** Bytes of a line that is kept in memory as well. */
const SHORT = 512

export function entryOf(value: Json, place: { start: number; length: number }): Kept {
  return place.length > SHORT ? new Place(place) : value
}

interface Loaded {
  start: WorkStart | null
  entries: Map<string, Kept>
  /** Where the last whole line ends. */
  end: number
}

/** What is readable of a work file; it ends where a line was cut off. */
export function load(file: number): Loaded {
  const loaded: Loaded = { start: null, entries: new Map(), end: 0 }
  for (const { text, end } of linesOf(file)) {
    const value = parse(text)
    if (value === null) break
    if (loaded.start) {
      const place = { start: loaded.end, length: end - loaded.end }
      loaded.entries.set(String(value.key), entryOf(value.value as Json, place))
    } else if (value.format === WORK_FORMAT) loaded.start = value as unknown as WorkStart
    else break
    loaded.end = end
  }
  return loaded
}

/** What a line says, `null` for one that was cut off. */
export function parseEntry(text: string): { value: Json } | null {
  return parse(text) as { value: Json } | null
}

function parse(text: string): { [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown }) : null
  } catch {
    return null
  }
}
