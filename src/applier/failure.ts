import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SyncError } from '../model/errors.ts'

/** What a run ended with, if it did not end by itself. */
export type Failed = { error: unknown } | null

/**
 * An error of the target's ends the run, not the program, and so does a read that was told to stop; anything else is a
 * fault of this program and is thrown.
 */
export function explain(failure: Failed, signal: AbortSignal): Diagnostic[] {
  if (!failure) return []
  const { error } = failure
  if (signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'))) return []
  if (!(error instanceof SyncError)) throw error
  if (error.code === 'budget') return []
  const hint = error.hints.join(' ') || null
  return [diagnostic({ severity: 'error', code: error.code, message: error.message, hint })]
}
