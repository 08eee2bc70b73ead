import type { JsonObject } from '../../../../model/json.ts'
import { asList, asRecords } from '../../raw.ts'

/** Points of `productSet`, not rounded: each part of its input has its price (shopify.dev, productSet). */
export function productSetCost({ variants, metafields, files }: JsonObject): number {
  const rows = asRecords(variants)
  const inner = rows.reduce((total, { metafields: own }) => total + asList(own).length, 0)
  const lists = 0.4 * (inner + asList(metafields).length) + 1.9 * asList(files).length
  return 10 + 0.2 * rows.length + lists
}
