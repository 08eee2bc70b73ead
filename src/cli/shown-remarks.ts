import { SyncError } from '../model/errors.ts'
import type { Digest } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'
import type { RemarkMemory } from '../model/state.ts'
import { remarkKey, unmatchedKey } from '../ui/plan/reading.ts'

interface Place {
  remarks: RemarkMemory
  digest: Digest
}

/** Which remarks of a plan were shown by an earlier one; what cannot be known was not. */
export async function seenRemarks(plan: Plan, { remarks, digest }: Place): Promise<ReadonlySet<string>> {
  const shown = await remarks.shown()
  return new Set(shown.size === 0 ? [] : keysOf(plan).filter((key) => shown.has(markOf(key, digest))))
}

/**
 * Remembers what was shown. A plan of everything is all that counts from then on: what comes back later is shown again.
 * @returns why it could not be remembered, which is no reason for a plan to fail; else `null`
 */
export async function rememberShown(plan: Plan, { remarks, digest }: Place): Promise<string | null> {
  const marks = new Set(keysOf(plan).map((key) => markOf(key, digest)))
  try {
    await remarks.remember(marks, { only: plan.selection.complete })
    return null
  } catch (error) {
    if (error instanceof SyncError) return `The next plan shows the same remarks again: ${error.message}`
    throw error
  }
}

function keysOf({ diagnostics, unmatched, ambiguous }: Plan): string[] {
  return [...diagnostics.map(remarkKey), ...unmatched.map(unmatchedKey), ...ambiguous.map(unmatchedKey)]
}

const MARK = /[0-9a-f]{16}/

function markOf(key: string, digest: Digest): string {
  return MARK.exec(digest(key))?.[0] ?? key
}
