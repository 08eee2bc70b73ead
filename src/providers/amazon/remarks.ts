import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { SourceRequest } from '../../model/source.ts'
import type { Catalogue } from './catalogue.ts'
import type { BrandSearch } from './search.ts'

const MOST_NAMES = 5

/** What people should know about a read, and whether listings may be missing. */
export function remarksOn(request: SourceRequest, searches: Map<string, BrandSearch>, catalogue: Catalogue) {
  const short = [...searches].filter(([, { ended }]) => ended === 'capped')
  const diagnostics: Diagnostic[] = [
    ...short.map(([name, search]) => shortSearch(name, search)),
    ...remarksOnBrands(request, catalogue),
  ]
  if (request.limit !== null) {
    const message = `Reading stops at ${request.limit} listings, as asked; the export counts as incomplete.`
    diagnostics.push(diagnostic({ severity: 'info', code: 'limited', message }))
  }
  return { complete: short.length === 0 && request.limit === null, diagnostics }
}

function shortSearch(name: string, { found, estimate }: BrandSearch): Diagnostic {
  return diagnostic({
    severity: 'warning',
    code: 'incomplete-search',
    message: `The search for "${name}" reached ${found.size} of about ${estimate} listings; Amazon gives at most 1,000.`,
    hint: 'Name further listings in source.amazon.asins or with --asins-file.',
  })
}

function remarksOnBrands({ brands }: SourceRequest, { kept, rejected }: Catalogue): Diagnostic[] {
  if (brands.length === 0) return []
  const unbranded = [...kept.values()].filter((item) => item.brand === null && !item.unavailable).length
  const remarks: Diagnostic[] = []
  if (unbranded > 0) {
    const message = `${unbranded} listings without a brand are kept.`
    remarks.push(diagnostic({ severity: 'info', code: 'no-brand', message }))
  }
  if (rejected.size > 0) {
    const names = [...new Set([...rejected.values()].map((item) => item.brand))]
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
    const message = `${rejected.size} listings of other brands are left out: ${names.slice(0, MOST_NAMES).join(', ')}${more}.`
    const hint = 'Those that are yours need their brand as an alias in source.amazon.brands.'
    remarks.push(diagnostic({ severity: 'info', code: 'other-brands', message, hint }))
  }
  return remarks
}
