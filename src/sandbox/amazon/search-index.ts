import type { RawCatalogItem } from './raw.ts'

/** Positions of items by what they can be found by, as of the moment of indexing. */
export class SearchIndex {
  readonly size: number
  readonly asins = new Map<string, number>()
  private readonly items: readonly RawCatalogItem[]
  private codeMap: Map<string, number[]> | null = null
  private wordMap: Map<string, number[]> | null = null

  constructor(items: readonly RawCatalogItem[]) {
    this.items = items
    this.size = items.length
    for (const [position, item] of items.entries()) this.asins.set(item.asin, position)
  }

  /** By normalised barcode, and by `SKU:` with the seller's SKU. */
  get codes(): Map<string, number[]> {
    this.codeMap ??= collect(this.items, codesOf)
    return this.codeMap
  }

  get words(): Map<string, number[]> {
    this.wordMap ??= collect(this.items, wordsOf)
    return this.wordMap
  }
}

function collect(items: readonly RawCatalogItem[], keysOf: (item: RawCatalogItem) => Iterable<string>) {
  const map = new Map<string, number[]>()
  for (const [position, item] of items.entries()) {
    for (const key of new Set(keysOf(item))) {
      const known = map.get(key)
      if (known) known.push(position)
      else map.set(key, [position])
    }
  }
  return map
}

function codesOf(item: RawCatalogItem): string[] {
  const all = item.identifiers?.flatMap(({ identifiers }) => identifiers) ?? []
  return all.map(({ identifierType, identifier }) => codeKey(identifierType, identifier))
}

/** The service's index holds GTINs, so the paddings of one barcode are one key; seller SKUs are apart from them. */
export function codeKey(type: string, identifier: string): string {
  if (type === 'SKU') return `SKU:${identifier}`
  return /^\d{1,14}$/.test(identifier) ? identifier.padStart(14, '0') : identifier.toUpperCase()
}

function wordsOf(item: RawCatalogItem): string[] {
  const texts = (item.summaries ?? []).flatMap((summary) => [
    summary.itemName,
    summary.brand,
    summary.manufacturer,
    summary.modelNumber,
    summary.partNumber,
    summary.color,
    summary.style,
  ])
  return splitWords([...texts, brandOf(item)].join(' '))
}

export function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The brand may be missing in one of the two places. */
export function brandOf(item: RawCatalogItem): string | undefined {
  const brand = item.summaries?.find((summary) => summary.brand)?.brand ?? item.attributes?.brand?.[0]?.value
  return typeof brand === 'string' ? brand : undefined
}

/** The brand that most items have; empty when none has one. */
export function commonBrand(items: readonly RawCatalogItem[]): string {
  const counts = new Map<string, number>()
  for (const item of items) {
    const brand = brandOf(item)
    if (brand) counts.set(brand, (counts.get(brand) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? ''
}
