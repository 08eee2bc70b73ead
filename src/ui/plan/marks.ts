import type { Operation } from '../../model/plan.ts'
import { isTemplate } from '../../model/provenance.ts'
import { type Piece, quiet } from '../report/report.ts'

/** Where a value comes from that the source does not say: an override, a default or a template of the workspace. */
export function originOf({ provenance }: Operation, pointer: string): string | null {
  const origin = provenance[pointer]
  if (origin === undefined) return null
  if (origin.defaulted) return `default, since the source says nothing: ${origin.path}`
  if (origin.source === 'override') return `override ${origin.path}`
  if (origin.source === 'default') return `default ${origin.path}`
  return isTemplate(origin) ? `fixed by ${origin.path}` : null
}

export function markOf(operation: Operation, pointer: string): Piece[] {
  const origin = originOf(operation, pointer)
  return origin === null ? [] : [quiet(`  (${origin})`)]
}
