import { counted, either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Quality } from '../../model/quality.ts'
import type { FieldRule } from './rules.ts'

const NAMED = 3

/** What rules met with, once for each rule however many items it was: counted, and the first few as examples. */
export function refineRemarks(rules: readonly FieldRule[]): Diagnostic[] {
  return rules.flatMap(({ refinement }) => {
    if (!refinement || refinement.tally.differing.size === 0) return []
    const { spec, tally } = refinement
    const found = [...tally.differing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
    const shown = found.slice(0, NAMED).join('; ')
    const more = found.length > NAMED ? `; and ${found.length - NAMED} more` : ''
    const listings = counted(found.length, 'listing')
    return diagnostic({
      severity: 'warning',
      code: 'from-differs',
      message: `${spec.label}.from gives different values for ${listings}, and the first of them is taken: ${shown}${more}.`,
      ...spec.position,
      hint: `Correct ${either(found.length, 'it', 'them')} at the source, or read one field alone.`,
    })
  })
}

/** Defaults where the target holds amounts or keys, whatever the field is called. */
export function refusedDefaults(rules: readonly FieldRule[], keyField: string | undefined): Diagnostic[] {
  return rules.flatMap(({ spec, field, path }) => {
    const refused = field.holds === 'decimal' || path === keyField
    if (spec.default === undefined || !refused) return []
    return diagnostic({
      severity: 'error',
      code: 'default',
      message: `${spec.label}.default is not for ${field.holds === 'decimal' ? 'amounts' : 'identifiers'}.`,
      ...spec.position,
      hint: 'Leave default out, and let a rule of specs/quality.yaml say what must be there.',
    })
  })
}

/** By field, how many items a default stands in for. */
export function defaultsOf(rules: readonly FieldRule[]): Quality['defaults'] {
  const counts: Quality['defaults'] = {}
  for (const { spec, refinement } of rules) {
    if (spec.default === undefined || !refinement) continue
    counts[spec.label] = (counts[spec.label] ?? 0) + refinement.tally.defaulted.size
  }
  return counts
}
