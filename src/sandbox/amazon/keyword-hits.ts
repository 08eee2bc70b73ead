import { textHash } from './hash.ts'
import type { AmazonSimSettings } from './options.ts'
import type { SearchQuery } from './query.ts'
import type { RawCatalogItem } from './raw.ts'
import { type SearchIndex, splitWords } from './search-index.ts'

/** An item that the keywords find. */
export interface Hit {
  position: number
  item: RawCatalogItem
  /** Smaller is more relevant. */
  rank: number
}

/** What a search looks at. */
export interface World {
  items: readonly RawCatalogItem[]
  index: SearchIndex
  settings: AmazonSimSettings
}

/** Items that hold at least half of the words. */
export function matching({ items, index }: World, { keywords }: SearchQuery): Hit[] {
  const words = [...new Set(splitWords(keywords.join(' ')))]
  const counts = new Map<number, number>()
  for (const word of words) {
    for (const position of index.words.get(word) ?? []) counts.set(position, (counts.get(position) ?? 0) + 1)
  }
  const start = textHash(words.join(' '))
  const hits: Hit[] = []
  for (const [position, count] of counts) {
    const item = items[position]
    if (!item || count * 2 < words.length) continue
    hits.push({ position, item, rank: textHash(item.asin, start) / 2 ** 32 - count / words.length })
  }
  return hits
}
