import type { JsonObject } from '../../../model/json.ts'
import { jsonl } from './lines.ts'
import type { BulkOutcome } from './outcomes.ts'

export type BulkStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED'

export interface BulkOperation {
  id: string
  type: 'QUERY' | 'MUTATION'
  /** The document as it was given. */
  query: string
  clientIdentifier: string | null
  /** Milliseconds since 1970, as are the others. */
  createdAt: number
  outcome: BulkOutcome
  /** Made when it is first needed. */
  result: () => BulkData
  /** When somebody cancelled it, and when it had ended before. */
  canceledAt: number | null
}

export interface BulkData {
  lines: readonly unknown[]
  rootObjects: number
}

/** How far one is at a moment. */
export interface BulkProgress {
  status: BulkStatus
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null
  completedAt: number | null
  objectCount: number
  rootObjectCount: number
  /** What can be fetched now; `null`: nothing. */
  file: { partial: boolean; text: string } | null
}

interface Pace {
  /** From the start to the end. */
  bulkMs: number
  now: number
}

const DAY = 24 * 3600_000
/** Days after which one is said to be EXPIRED; its file cannot be fetched so long: contract, §13. */
const EXPIRES = 10 * DAY
export const FILE_LASTS = 7 * DAY

export function isRunning(operation: BulkOperation, pace: Pace): boolean {
  return ['CREATED', 'RUNNING', 'CANCELING'].includes(statusOf(operation, pace))
}

export function progressOf(operation: BulkOperation, pace: Pace): BulkProgress {
  const status = statusOf(operation, pace)
  const open = { status, errorCode: null, completedAt: null, objectCount: 0, rootObjectCount: 0, file: null }
  if (['CREATED', 'RUNNING', 'CANCELING', 'EXPIRED'].includes(status)) return open
  const { lines, rootObjects } = operation.result()
  const completedAt = operation.canceledAt ?? operation.createdAt + pace.bulkMs
  const done = { ...open, completedAt, objectCount: lines.length, rootObjectCount: rootObjects }
  if (status === 'COMPLETED') return { ...done, file: wholeFile(operation.outcome, lines) }
  if (operation.outcome === 'ACCESS_DENIED') return { ...open, completedAt, errorCode: 'ACCESS_DENIED' }
  const half = lines.slice(0, Math.ceil(lines.length / 2))
  const partial = { ...done, objectCount: half.length, rootObjectCount: Math.min(half.length, rootObjects) }
  const file = half.length === 0 ? null : { partial: true, text: jsonl(half) }
  return { ...partial, errorCode: errorCodeOf(status, operation.outcome), file }
}

function statusOf({ createdAt, canceledAt, outcome }: BulkOperation, { bulkMs, now }: Pace): BulkStatus {
  if (canceledAt !== null) return now - canceledAt < bulkMs / 4 ? 'CANCELING' : 'CANCELED'
  const age = now - createdAt
  if (age > EXPIRES || (outcome === 'EXPIRED' && age >= bulkMs)) return 'EXPIRED'
  if (age < bulkMs / 4) return 'CREATED'
  if (age < bulkMs || outcome === 'STUCK') return 'RUNNING'
  if (outcome === 'CANCELED') return 'CANCELED'
  return outcome === 'FAILED' || outcome === 'TIMEOUT' || outcome === 'ACCESS_DENIED' ? 'FAILED' : 'COMPLETED'
}

function errorCodeOf(status: BulkStatus, outcome: BulkOutcome): BulkProgress['errorCode'] {
  if (status !== 'FAILED') return null
  return outcome === 'TIMEOUT' ? 'TIMEOUT' : 'INTERNAL_SERVER_ERROR'
}

/** No file of nothing: `url` is then null. */
function wholeFile(outcome: BulkOutcome, lines: readonly unknown[]): BulkProgress['file'] {
  if (lines.length === 0) return null
  const kept = outcome === 'SHORT' ? lines.slice(0, Math.floor((lines.length * 2) / 3)) : lines
  const text = jsonl(kept)
  return { partial: false, text: outcome === 'BROKEN' ? text.slice(0, -Math.min(10, text.length)) : text }
}

/** Lines of JSON that a mutation is run with; a line that is none is refused in its place. */
export function variablesIn(text: string): (JsonObject | null)[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        const value: unknown = JSON.parse(line)
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
      } catch {
        return null
      }
    })
}
