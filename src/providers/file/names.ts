/** Names that every item has, whatever the columns of its file; columns fill those that they are mapped to or named like. */
export const COMMON = [
  'item_name',
  'description',
  'brand',
  'sku',
  'gtin',
  'ean',
  'upc',
  'isbn',
  'model_number',
  'color',
  'size',
  'options',
  'category',
  'tags',
  'price',
  'sale_price',
  'compare_at_price',
  'currency',
  'stock',
  'weight_g',
  'status',
  'handle',
  'url',
] as const

/** Names that no column is read under, and what they stand for, as the rest of a sentence. */
export const RESERVED: ReadonlyMap<string, string> = new Map([
  ['key', 'is the key of the row (key: COLUMN)'],
  ['asin', 'is the key of the row (key: COLUMN)'],
  ['source', 'is the name of the source'],
  ['shop', 'is the name of the file'],
  ['marketplace', 'is the name of the file'],
  ['parent_key', 'is the key of the parent (parent: COLUMN)'],
  ['parent_asins', 'is the key of the parent (parent: COLUMN)'],
  ['child_asins', 'are the keys of the rows that name this one as their parent'],
  ['role', 'says whether the row is a parent, a child or single'],
  ['identifiers', 'are the codes of the row (codes: { gtin: COLUMN })'],
  ['images', 'are the images of the row (images: [COLUMN])'],
  ['bullet_points', 'are none in a file'],
  ['attributes', 'are all columns under their own names'],
  ['group', 'are the items of the same product'],
  ['canonical_sku', 'comes from matching'],
  ['paths', 'says which columns the fields come from'],
  ['unavailable', 'is true for a parent that has no row'],
])

/** The field that a code stands in. */
export const CODE_FIELDS: { readonly [scheme: string]: string } = {
  gtin: 'gtin',
  ean: 'ean',
  upc: 'upc',
  isbn: 'isbn',
  sku: 'sku',
  model: 'model_number',
}

/** The schemes of codes that are digits alone. */
export const DIGIT_SCHEMES: ReadonlySet<string> = new Set(['gtin', 'ean', 'upc', 'isbn'])
