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
  /** Where what people changed could go back to; with `details` always. */
  back: boolean
}

export const FEW = 5

export function readingOf({
  details = false,
  rows = FEW,
  seen = new Set<string>(),
  back = false,
}: Partial<Reading> = {}): Reading {
  if (details) return { details, rows: Number.POSITIVE_INFINITY, seen: new Set(), back: true }
  return { details, rows, seen, back }
}

/** What is remembered of a remark, so that it is not shown every day. */
export function remarkKey({ code, message, address }: Diagnostic): string {
  return [code, address ?? '', message].join(' ')
}

export function unmatchedKey({ code, address }: Unmatched | Ambiguous): string {
  return [code, address].join(' ')
}
