import type { SourceEntry } from './entries.ts'

/** Matches the SKUs that a template gives for any item of these sources. */
export function ownSkuPattern(template: string, sources: readonly SourceEntry[]): RegExp {
  const forms = sources.map(({ words, settings }) => {
    const known = new Map([
      [`{${words.id.placeholder}}`, words.id.pattern],
      [`{${words.shop.placeholder}}`, `(?:${settings.shops.map((shop) => RegExp.escape(shop)).join('|')})`],
      ['{source}', RegExp.escape(words.name)],
    ])
    return template
      .split(/(\{[^{}]*\})/)
      .map((part) => known.get(part) ?? RegExp.escape(part))
      .join('')
  })
  return new RegExp(`^(?:${forms.join('|')})$`)
}

/** What may stand in braces in a `value:`; `sku` is the product's own. */
export function valuePlaceholders(sources: readonly SourceEntry[]): string[] {
  const names = sources.flatMap(({ words }) => [words.id.placeholder, words.shop.placeholder])
  const further = sources.flatMap(({ words }) => words.placeholders)
  return [...new Set(['today', ...names, 'sku', ...further, 'canonical_sku', 'scope'])]
}
