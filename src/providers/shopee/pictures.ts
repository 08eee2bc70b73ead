import { asList, asRecord, asText, type RawRecord } from './raw.ts'

/** A picture as an export holds it: the id tells it, the address is where it lay at the time. */
export interface Picture {
  /** From 1 on, in the order of the gallery; of an option `option`. */
  slot: string
  id: string
  /** Empty where Shopee gives none. */
  url: string
}

const OPTION_SLOT = 'option'

/** The gallery: lists of ids and of addresses that run side by side. The same id twice is one picture. */
export function galleryOf(image: unknown): Picture[] {
  const { image_id_list, image_url_list } = asRecord(image)
  const urls = asList(image_url_list)
  const seen = new Set<string>()
  return asList(image_id_list).flatMap((entry, index) => {
    const id = asText(entry)
    if (id === null || id === '-' || seen.has(id)) return []
    seen.add(id)
    return pictureOf(String(seen.size), id, asText(urls[index]) ?? '')
  })
}

/** The picture of an option of a model, before those of its item. */
export function withOption(option: RawRecord | null, gallery: Picture[]): Picture[] {
  const { image_id, image_url } = asRecord(option?.image)
  const id = asText(image_id)
  if (id === null || id === '-') return gallery
  const own = pictureOf(OPTION_SLOT, id, asText(image_url) ?? '')
  return [own, ...gallery.filter((picture) => picture.id !== id)]
}

/** An address mostly ends with the id, which then takes no memory of its own. */
function pictureOf(slot: string, id: string, url: string): Picture {
  return { slot, id: url.endsWith(id) ? url.slice(url.length - id.length) : id, url }
}
