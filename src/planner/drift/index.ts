import { type Differences, diff } from '../diff/index.ts'
import { guard } from '../guard/index.ts'
import { selectedParts } from '../guard/narrow.ts'
import { asPrepared, type Prepared } from '../prepared.ts'
import type { PlanContents, PlanInput } from '../types.ts'

export interface DriftContents {
  differences: Differences
  contents: PlanContents
}

/**
 * The plan of what was prepared, for what it finds. Addresses narrow what is told, and settle nothing: to name a product
 * that somebody deleted does not make it again.
 */
export function assembleDrift(prepared: Prepared, given: PlanInput): DriftContents {
  const input = asPrepared(given, prepared)
  const asked = { ...input, selection: { ...input.selection, addresses: [] } }
  const options = { parts: selectedParts(input.selection), mayClear: prepared.guards.length === 0 }
  const differences = diff(prepared, asked, options)
  const contents = guard(differences, prepared, input)
  const diagnostics = contents.diagnostics.filter(({ code }) => code !== 'address-unused')
  return { differences, contents: { ...contents, diagnostics } }
}
