import type { Diagnostic } from '../../model/diagnostic.ts'
import type { QualitySpec } from '../../model/quality.ts'
import type { QualityReport, RefusedValues } from '../../model/quality-report.ts'
import { prepare } from '../index.ts'
import { rulesIn } from '../prepared.ts'
import { defaultsOf } from '../project/refine-remarks.ts'
import type { FieldRule } from '../project/rules.ts'
import { desiredValue } from '../project/voices.ts'
import type { Listing, PlanInput } from '../types.ts'

/** Nothing is demanded. */
const NO_RULES: QualitySpec = { rules: [], max_invalid_percent: 100 }

const SAMPLES = 3

/** Judges all items as a plan would, and makes each of their values ready to be written, without writing any. */
export function qualityOf(input: PlanInput): Pick<QualityReport, 'quality' | 'rejected' | 'refused'> {
  const prepared = prepare({ ...input, quality: input.quality ?? NO_RULES })
  const { verdict } = prepared
  if (verdict === null) throw new Error('Nothing was judged.')
  const refused = new Map<string, RefusedValues>()
  for (const { desired } of [prepared, ...prepared.below])
    for (const { listing, parts } of desired.subjects) {
      readAll(listing, desired.rules, { input, refused })
      for (const part of parts) readAll(part, desired.partRules, { input, refused })
    }
  const defaults = defaultsOf(rulesIn(prepared))
  return {
    quality: { ...verdict.quality, defaults },
    rejected: [...verdict.rejected.values()],
    refused: [...refused.values()].sort((a, b) => (a.field < b.field ? -1 : 1)),
  }
}

interface Reading {
  input: PlanInput
  refused: Map<string, RefusedValues>
}

function readAll(listing: Listing, rules: readonly FieldRule[], { input, refused }: Reading): void {
  for (const rule of rules) {
    if (rule.spec.write === 'never') continue
    const said: Diagnostic[] = []
    const report = (entry: Diagnostic) => said.push(entry)
    const { unusable } = desiredValue(listing, rule, { scope: input.settings.scope, report })
    if (!unusable) continue
    const field = rule.spec.label
    const known = refused.get(field) ?? { field, count: 0, samples: [] }
    const samples = known.samples.length < SAMPLES ? said.slice(0, 1).map(({ message }) => message) : []
    refused.set(field, { field, count: known.count + 1, samples: [...known.samples, ...samples] })
  }
}
