import type { SourceEntry } from './entries.ts'

/** What may stand in braces in a `value:`; `sku` is the product's own. */
export function valuePlaceholders(sources: readonly SourceEntry[]): string[] {
  const names = sources.flatMap(({ words }) => [words.id.placeholder, words.shop.placeholder])
  const further = sources.flatMap(({ words }) => words.placeholders)
  const common = new Set(sources.map(({ words }) => words.name)).size > 1 ? ['source', 'shop', 'id'] : []
  return [...new Set(['today', ...names, ...common, 'sku', ...further, 'canonical_sku', 'scope'])]
}
