import { idOf } from './gather.ts'
import { asRecord, asText, type RawRecord } from './raw.ts'

/** A picture as an export holds it: the id of its file tells it, the address is where it lay at the time. */
export interface Picture {
  /** From 1 on, in the order of the gallery; of a variant's own `variant`. */
  slot: string
  id: string
  /** Empty while Shopify has not made it ready. */
  url: string
  alt: string | null
}

const OWN_SLOT = 'variant'

/** The images among the media of a product, in the shop's order; the same file twice is one picture. */
export function galleryOf(media: readonly RawRecord[]): Picture[] {
  const seen = new Set<string>()
  return media.flatMap((entry) => {
    const id = idOf(entry.id)
    if (id === null || seen.has(id) || entry.mediaContentType !== 'IMAGE') return []
    seen.add(id)
    const url = asText(asRecord(entry.image).url) ?? ''
    return { slot: String(seen.size), id, url, alt: asText(entry.alt) }
  })
}

/** A variant shows its own image first, and then those of its product. @param own Media of the variant. */
export function withOwn(own: readonly RawRecord[], gallery: Picture[]): Picture[] {
  const ids = own.flatMap(({ id }) => idOf(id) ?? [])
  const first = gallery.find(({ id }) => id === ids[0])
  if (!first) return gallery
  return [{ ...first, slot: OWN_SLOT }, ...gallery.filter((picture) => picture !== first)]
}
