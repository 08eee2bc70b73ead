import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Ambiguous, Unmatched } from '../../model/plan.ts'

/** How much of a plan is shown. */
export interface Reading {
  /** Everything, product by product. */
  details: boolean
  /** So many of one sort; the rest is counted. Infinite with `details`. */
  rows: number
  /** What earlier plans showed of this account: those remarks are counted only. */
  seen: ReadonlySet<string>
}

export const FEW = 5

export function readingOf({ details = false, rows = FEW, seen = new Set<string>() }: Partial<Reading> = {}): Reading {
  return { details, rows: details ? Number.POSITIVE_INFINITY : rows, seen: details ? new Set() : seen }
}

/** What is remembered of a remark, so that it is not shown every day. */
export function remarkKey({ code, message, address }: Diagnostic): string {
  return [code, address ?? '', message].join(' ')
}

export function unmatchedKey({ code, address }: Unmatched | Ambiguous): string {
  return [code, address].join(' ')
}
