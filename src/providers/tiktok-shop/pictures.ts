import { asRecord, asRecords, asText, type RawRecord } from './raw.ts'

/** A picture as an export holds it: known by its uri, to be had at an address that changes. */
export interface ListedImage {
  slot: string
  uri: string
  /** Empty where the service gives none. */
  url: string
}

/** The pictures of a product, the main one first; one that is listed twice is one. */
export function mainImages(raw: RawRecord): ListedImage[] {
  return distinct(asRecords(raw.main_images).flatMap((image, index) => imageOf(image, `main${index + 1}`)))
}

/** What a SKU is shown by, then the pictures of its product. */
export function skuImages(sku: RawRecord, shared: ListedImage[]): ListedImage[] {
  const own = asRecords(sku.sales_attributes).flatMap(({ sku_img, supplementary_sku_images }) => [
    ...imageOf(asRecord(sku_img), 'sku'),
    ...asRecords(supplementary_sku_images).flatMap((image, index) => imageOf(image, `sku${index + 2}`)),
  ])
  return own.length === 0 ? shared : distinct([...own, ...shared])
}

function imageOf(image: RawRecord, slot: string): ListedImage[] {
  const uri = asText(image.uri)
  const [url = ''] = Array.isArray(image.urls) ? image.urls.flatMap((one) => asText(one) ?? []) : []
  return uri === null ? [] : [{ slot, uri: uri.trim(), url }]
}

function distinct(images: ListedImage[]): ListedImage[] {
  const seen = new Set<string>()
  return images.filter(({ uri }) => !seen.has(uri) && seen.add(uri))
}
