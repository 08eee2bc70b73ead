import { isWhole } from '../model/selection.ts'
import type { SourceItems } from '../model/source.ts'
import { mainKind, partKind } from '../model/target-kinds.ts'
import { type Differences, diff } from './diff/index.ts'
import { guard } from './guard/index.ts'
import { selectedParts } from './guard/narrow.ts'
import { shrunkenExports } from './guard/shrunken-export.ts'
import { refuseOtherTemplate } from './guard/sku-template.ts'
import { holdingsOf } from './match/held.ts'
import { codeRemarks, match } from './match/index.ts'
import type { Prepared } from './prepared.ts'
import { project } from './project/index.ts'
import { refineRemarks, refusedDefaults } from './project/refine-remarks.ts'
import { judge } from './quality/index.ts'
import type { PlanContents, PlanInput } from './types.ts'

/**
 * Compares what should be with what is: the whole engine as one function from values to a value. Same input, in any
 * order, same result.
 *
 *   items ── match ── quality ── project ──┐
 *                                          ├── diff ── guard ── plan
 *   live resources ────────────────────────┘
 *
 * @throws SyncError when definitions contradict the workspace; nothing can be planned then.
 */
export function assemblePlan(input: PlanInput): PlanContents {
  const prepared = prepare(input)
  refuseOtherTemplate(prepared.matched, input)
  return assemble(prepared, input).contents
}

/** Of a source, the keys of ours that its complete export lacks. */
export interface Absent {
  source: SourceItems
  keys: string[]
}

/** What earlier exports are asked about; nothing for a narrowed plan, which does nothing about it. */
export function absentKeys({ held }: Prepared, input: PlanInput): Absent[] {
  if (!isWhole(input.selection)) return []
  return held.proven
    .filter(({ source, absent }) => source.header.complete && absent.length > 0)
    .map(({ source, absent }) => ({ source, keys: absent.map(({ live }) => live.key) }))
}

/** Matches, and says what should be. @throws SyncError as `assemblePlan` does */
export function prepare(input: PlanInput): Prepared {
  const matched = match(input)
  matched.diagnostics.push(...codeRemarks(matched, input))
  const verdict = judge(matched, input)
  const desired = project(matched, input, new Set(verdict?.rejected.keys()))
  const { rules, partRules } = desired
  matched.diagnostics.push(
    ...refusedDefaults(rules, mainKind(input.traits).keyField),
    ...refusedDefaults(partRules, partKind(input.traits)?.keyField),
  )
  const held = holdingsOf(input, matched.population)
  return { matched, desired, held, verdict, guards: shrunkenExports(held.assumed, input) }
}

export interface Assembled {
  differences: Differences
  contents: PlanContents
}

/** The plan of what was prepared, with how it came about. */
export function assemble(prepared: Prepared, input: PlanInput): Assembled {
  // An export that lacks much says nothing about what is empty, whoever lets the rest of the plan be applied.
  const mayClear = prepared.guards.length === 0
  const differences = diff(prepared, input, { parts: selectedParts(input.selection), mayClear })
  prepared.matched.diagnostics.push(...refineRemarks([...prepared.desired.rules, ...prepared.desired.partRules]))
  return { differences, contents: guard(differences, prepared, input) }
}
