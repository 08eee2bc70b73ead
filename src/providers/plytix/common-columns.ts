/** Names that `from:` reads of every source, and that here an attribute holds where there is one. */
export const COMMON_COLUMNS = [
  'item_name',
  'description',
  'brand',
  'gtin',
  'ean',
  'upc',
  'model_number',
  'color',
  'size',
  'category',
  'tags',
  'price',
  'sale_price',
  'compare_at_price',
  'currency',
  'stock',
  'weight_g',
  'handle',
  'url',
] as const

export type CommonColumn = (typeof COMMON_COLUMNS)[number]
