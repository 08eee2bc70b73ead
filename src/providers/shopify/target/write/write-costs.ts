import type { JsonObject } from '../../../../model/json.ts'
import { asList, asRecords } from '../../raw.ts'

/** How many there are of what has a price. */
export interface ProductSetParts {
  variants: number
  /** Of the product and of its variants. */
  metafields: number
  files: number
}

/** Points of `productSet`, not rounded: each part of its input has its price (shopify.dev, productSet). */
export function productSetPoints({ variants, metafields, files }: ProductSetParts): number {
  return 10 + 0.2 * variants + 0.4 * metafields + 1.9 * files
}

/** The same of an input. */
export function productSetCost({ variants, metafields, files }: JsonObject): number {
  const rows = asRecords(variants)
  const inner = rows.reduce((total, { metafields: own }) => total + asList(own).length, 0)
  return productSetPoints({
    variants: rows.length,
    metafields: inner + asList(metafields).length,
    files: asList(files).length,
  })
}
