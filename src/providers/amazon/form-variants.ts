import { asRecord, asSize, asText, isRecord, type RawItem, type RawRecord } from './raw.ts'

/**
 * The variants form: flat columns next to the parts of Amazon's answer that they were made from. Each record becomes
 * an item of such an answer again; its raw parts count, and the columns fill what they lack.
 */
export function variantsToRaw(variants: RawRecord[]): RawItem[] {
  const children = Map.groupBy(variants, (variant) => variant.amazon_parent_asin)
  return variants.map((variant) => toRaw(variant, (children.get(variant.amazon_asin) ?? []).map(asinOf)))
}

function asinOf(variant: RawRecord): unknown {
  return variant.amazon_asin
}

function toRaw(variant: RawRecord, childAsins: unknown[]): RawItem {
  const parentAsins = asText(variant.amazon_parent_asin) === null ? [] : [variant.amazon_parent_asin]
  const variationTheme = { theme: variant.variation_theme }
  return {
    asin: asinOf(variant),
    summaries: [{ ...summaryColumns(variant), ...asRecord(variant._raw_summary) }],
    attributes: variant._raw_attributes,
    identifiers: [{ identifiers: identifierRows(variant) }],
    images: [{ images: imageRows(variant) }],
    productTypes: [{ productType: variant.product_type }],
    relationships: [{ relationships: [{ type: 'VARIATION', parentAsins, childAsins, variationTheme }] }],
  }
}

function summaryColumns(variant: RawRecord): RawRecord {
  return {
    itemName: variant.title,
    brand: variant.brand,
    modelNumber: variant.model_number,
    partNumber: variant.part_number,
    size: variant.size,
    color: variant.color,
    itemClassification: variant.item_classification,
  }
}

function identifierRows(variant: RawRecord): RawRecord[] {
  return [
    { identifierType: 'UPC', identifier: variant.upc },
    { identifierType: 'EAN', identifier: variant.ean },
    { identifierType: 'GTIN', identifier: variant.gtin },
    { identifierType: 'SKU', identifier: variant.amazon_sku },
  ]
}

/** `_raw_images` holds the slots; in the columns, the number of a variant is that of its PT slot. */
function imageRows(variant: RawRecord): RawRecord[] {
  if (isRecord(variant._raw_images)) {
    return Object.entries(variant._raw_images).map(([slot, image]) => {
      const { link, height, width } = asRecord(image)
      return { variant: slot, link, height: asSize(height), width: asSize(width) }
    })
  }
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8]
  const columns = [
    { variant: 'MAIN', link: variant.amazon_image_main },
    ...numbers.map((number) => ({ variant: `PT0${number}`, link: variant[`amazon_image_variant_${number}`] })),
    { variant: 'SWCH', link: variant.amazon_image_swatch },
  ]
  return columns.filter(({ link }) => asText(link) !== null)
}
