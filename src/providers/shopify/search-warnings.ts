import { asRecord, asRecords, asText } from './raw.ts'

/**
 * What `extensions.search` warns of: Shopify passes over a filter that it does not know, and finds everything. `null`
 * where it warns of nothing.
 */
export function ignoredFilters(body: unknown): string | null {
  const searches = asRecords(asRecord(asRecord(body).extensions).search)
  const warnings = searches.flatMap(({ query, warnings }) =>
    asRecords(warnings).map(({ field, message, code }) => {
      const about = [asText(field), asText(message) ?? asText(code)].filter((text) => text !== null).join(': ')
      return `${asText(query) ?? ''} (${about})`
    }),
  )
  return warnings.length === 0 ? null : `a filter is passed over: ${warnings.join('; ')}`
}
