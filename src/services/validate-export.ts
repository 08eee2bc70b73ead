import { counted, either } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { QualityReport } from '../model/quality-report.ts'

/** What is wrong with the items of an export, once for each rule and each field: warnings, however much it is. */
export function exportFindings({ quality, refused }: QualityReport): Diagnostic[] {
  const rules = quality.rules
    .filter(({ count }) => count > 0)
    .map(({ id, severity, count, samples }) => {
      const first = samples.map(({ address }) => address).join(', ')
      return `${counted(count, 'item')} ${either(count, 'breaks', 'break')} ${id} (${severity}) of specs/quality.yaml: ${first}.`
    })
  const fields = refused.map(({ field, count, samples }) => {
    const [first = ''] = samples
    return `${counted(count, 'value')} of ${field} cannot be used: ${first}`
  })
  const hint = 'Correct them at the source; sync quality --export names more of them.'
  return [...rules, ...fields].map((message) =>
    diagnostic({ severity: 'warning', code: 'item-quality', message, hint }),
  )
}
