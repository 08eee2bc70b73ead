import type { Clock } from '../model/clock.ts'
import { spanText } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import { UnsafePlanError } from '../model/errors.ts'
import type { ExportHeader } from '../model/export.ts'

export interface AgePolicy {
  /** What its source calls a shop. */
  noun: string
  maxAgeSeconds: number
  /** True in CI, where nobody reads a warning. */
  refuse: boolean
}

/** An export that is older than the workspace allows. @throws UnsafePlanError when that is not only a warning */
export function checkAge(header: ExportHeader, clock: Clock, { noun, maxAgeSeconds, refuse }: AgePolicy): Diagnostic[] {
  const age = (clock.now() - Date.parse(header.exported_at)) / 1000
  if (!(age > maxAgeSeconds)) return []
  const message = `The export of ${noun} ${header[SHOP]} is ${spanText(age, 2)} old; source.${header.provider}.max_age allows ${spanText(maxAgeSeconds)}.`
  const hint = 'Export again with "sync export".'
  if (refuse)
    throw new UnsafePlanError('old-export', message, {
      hints: [hint, 'To plan from it all the same, add --allow-old-export.'],
    })
  return [diagnostic({ severity: 'warning', code: 'old-export', message, hint })]
}
