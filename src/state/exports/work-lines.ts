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

interface Loaded {
  start: WorkStart | null
  entries: Map<string, Json>
  /** Where the last whole line ends. */
  end: number
}

/** What is readable of a work file; it ends where a line was cut off. */
export function load(file: number): Loaded {
  const loaded: Loaded = { start: null, entries: new Map(), end: 0 }
  for (const { text, end } of linesOf(file)) {
    const value = parse(text)
    if (value === null) break
    if (loaded.start) loaded.entries.set(String(value.key), value.value as Json)
    else if (value.format === WORK_FORMAT) loaded.start = value as unknown as WorkStart
    else break
    loaded.end = end
  }
  return loaded
}

function parse(text: string): { [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown }) : null
  } catch {
    return null
  }
}
