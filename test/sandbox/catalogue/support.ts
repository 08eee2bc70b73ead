import type { RawCatalogItem, RawImage, RawRelationship, RawSummary } from '../../../src/sandbox/amazon/raw.ts'
import type { SampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import type { ProductSeed } from '../../../src/sandbox/plytix/account-seed.ts'

export function summaryOf(item: RawCatalogItem): RawSummary {
  return item.summaries?.[0] as RawSummary
}

export function codesOf(item: RawCatalogItem): { identifierType: string; identifier: string }[] {
  return item.identifiers?.[0]?.identifiers ?? []
}

export function imagesOf(item: RawCatalogItem): RawImage[] {
  return item.images?.[0]?.images ?? []
}

export function relationOf(item: RawCatalogItem): RawRelationship | undefined {
  return item.relationships?.[0]?.relationships[0]
}

export function isParent(item: RawCatalogItem): boolean {
  return summaryOf(item).itemClassification === 'VARIATION_PARENT'
}

export function gtin14(code: string): string {
  return code.padStart(14, '0')
}

/** The one barcode that a listing's identifiers stand for. */
export function barcodeOf(item: RawCatalogItem): string | undefined {
  const code = codesOf(item).find(({ identifierType }) => identifierType !== 'SKU')
  return code && gtin14(code.identifier)
}

export function ownItems({ items, truth }: SampleCatalogue): RawCatalogItem[] {
  return items.filter(({ asin }) => truth.has(asin))
}

/** SKUs of the account by the barcode that they carry, wherever they carry it. */
export function skusByCode({ account }: SampleCatalogue): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const product of account.products ?? []) {
    const code = codeOf(product)
    if (code) map.set(code, [...(map.get(code) ?? []), product.sku])
  }
  return map
}

function codeOf({ gtin, attributes }: ProductSeed): string | null {
  const code = gtin ?? attributes?.upc
  return typeof code === 'string' ? gtin14(code) : null
}
