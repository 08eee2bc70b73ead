import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type { Provenance } from '../../model/plan.ts'
import { interned } from '../../model/provenance.ts'
import type { NamedValue } from '../../model/settings.ts'
import { collapse, withoutControls } from '../../model/text.ts'
import { readerOf } from './expressions.ts'
import type { Reading, Said } from './refine.ts'

/** How a value that has a name is read. */
export interface NamedReading extends Reading {
  name: string
}

export function namedReadings(named: readonly NamedValue[]): NamedReading[] {
  return named.map(({ name, from }) => ({ name, expression: from, read: readerOf(from) }))
}

/** One object of all that say something, as texts, in their order. */
export function namedTogether<R extends { origins: Map<string, Provenance> }>(
  all: readonly (Said & { name: string })[],
  rule: R,
): Said & { rule: R } {
  const provenance = togetherOf(all, rule.origins)
  const failed = all.find(({ error }) => error !== undefined)
  if (failed) {
    const { name, error, exhausted } = failed
    return { rule, raw: null, provenance, error: `${name}: ${error}`, ...(exhausted && { exhausted }) }
  }
  const values: JsonObject = {}
  for (const { name, raw } of all) {
    if (isEmpty(raw)) continue
    if (typeof raw === 'object') return { rule, raw: null, provenance, error: `has more than one value for ${name}` }
    const text = collapse(withoutControls(String(raw)))
    if (text !== '') values[name] = text
  }
  return { rule, raw: Object.keys(values).length === 0 ? null : (values as Json), provenance }
}

/** One place for all of them. */
function togetherOf(all: readonly Said[], origins: Map<string, Provenance>): Provenance {
  const [first] = all as [Said, ...Said[]]
  return interned(origins, first.provenance.source, all.map(({ provenance }) => provenance.path).join(', '))
}
