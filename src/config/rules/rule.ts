import type { Position } from '../../model/position.ts'
import type { AttributeSpec, Settings } from '../../model/settings.ts'
import type { SpecSection } from '../attributes.ts'
import type { Entries } from '../entries.ts'
import type { Findings } from '../findings.ts'
import type { AttributesFile } from '../generated/attributes.ts'
import type { QualityFile } from '../generated/quality.ts'
import type { SyncFile } from '../generated/sync.ts'
import type { OverrideEntry } from '../overrides.ts'
import { type ConfigFile, type Problem, problemAt } from '../problem.ts'
import type { QualityEntry } from '../quality.ts'

/** Everything that the files say, as far as the schemas let it pass. */
export interface Draft {
  sync: ConfigFile<SyncFile>
  attributesFile: ConfigFile<AttributesFile>
  settings: Settings
  /** The providers that sync.yaml names, with what it says of them. */
  entries: Entries
  attributes: AttributeSpec[]
  /** Rules of what is written within a resource. */
  variants: AttributeSpec[]
  overrides: OverrideEntry[]
  qualityFile: ConfigFile<QualityFile>
  /** What items must hold; none where the workspace has no such file. */
  quality: QualityEntry[]
}

export type Report = (position: Position, problem: Problem) => void

/** One thing that the schemas cannot say. What a schema refused is not there any more, and is no rule's concern. */
export type Rule = (draft: Draft, report: Report) => void

/** All rules of fields, each with the section of specs/attributes.yaml that it stands in. */
export function specsOf({
  attributes,
  variants,
}: Pick<Draft, SpecSection>): { spec: AttributeSpec; section: SpecSection }[] {
  return [
    ...attributes.map((spec) => ({ spec, section: 'attributes' as const })),
    ...variants.map((spec) => ({ spec, section: 'variants' as const })),
  ]
}

export function runRules(rules: readonly Rule[], draft: Draft, findings: Findings): void {
  for (const rule of rules) rule(draft, (position, problem) => findings.add(problemAt(position, problem)))
}
