/** Names between braces, such as `asin` and `marketplace` in `AMZN-{marketplace}-{asin}`. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
}

export function count(names: readonly string[], wanted: string): number {
  return names.filter((name) => name === wanted).length
}

/** What stands before the first placeholder. */
export function literalPrefix(template: string): string {
  return template.split('{', 1)[0] ?? ''
}

/** Matches the SKUs that a template gives for any ASIN in these marketplaces. */
export function ownSkuPattern(template: string, marketplaces: readonly string[]): RegExp {
  const parts = template.split(/(\{[^{}]*\})/).map((part) => {
    if (part === '{asin}') return '[A-Z0-9]{10}'
    if (part === '{marketplace}') return `(?:${marketplaces.join('|')})`
    return RegExp.escape(part)
  })
  return new RegExp(`^${parts.join('')}$`)
}

/** What may stand in braces in a `value:`; `sku` is the product's own, as `target.plytix.sku` makes it. */
export const VALUE_PLACEHOLDERS = [
  'today',
  'asin',
  'marketplace',
  'sku',
  'parent_asin',
  'canonical_sku',
  'scope',
] as const
