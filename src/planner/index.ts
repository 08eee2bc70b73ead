import { type Differences, diff } from './diff/index.ts'
import { guard } from './guard/index.ts'
import { selectedParts } from './guard/narrow.ts'
import { shrunkenExports } from './guard/shrunken-export.ts'
import { refuseOtherTemplate } from './guard/sku-template.ts'
import { codeRemarks, match } from './match/index.ts'
import type { Prepared } from './prepared.ts'
import { project } from './project/index.ts'
import type { PlanContents, PlanInput } from './types.ts'

/**
 * Compares what should be with what is: the whole engine as one function from values to a value. Same input, in any
 * order, same result.
 *
 *   items ── match ── project ──┐
 *                               ├── diff ── guard ── plan
 *   live resources ─────────────┘
 *
 * @throws SyncError when definitions contradict the workspace; nothing can be planned then.
 */
export function assemblePlan(input: PlanInput): PlanContents {
  const prepared = prepare(input)
  refuseOtherTemplate(prepared.matched, input)
  return assemble(prepared, input).contents
}

/** Matches, and says what should be. @throws SyncError as `assemblePlan` does */
export function prepare(input: PlanInput): Prepared {
  const matched = match(input)
  matched.diagnostics.push(...codeRemarks(matched, input))
  const desired = project(matched, input)
  return { matched, desired, guards: shrunkenExports(input, matched.population) }
}

export interface Assembled {
  differences: Differences
  contents: PlanContents
}

/** The plan of what was prepared, with how it came about. */
export function assemble(prepared: Prepared, input: PlanInput): Assembled {
  const mayClear = prepared.guards.every(({ allowed }) => allowed)
  const differences = diff(prepared, input, { parts: selectedParts(input.selection), mayClear })
  return { differences, contents: guard(differences, prepared, input) }
}
