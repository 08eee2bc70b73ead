/** Where the plain texts of a listing stand: first in the summary, and if it lacks them in the attributes. */
export const TEXT_FIELDS = {
  item_name: { summary: 'itemName', attribute: 'item_name' },
  brand: { summary: 'brand', attribute: 'brand' },
  manufacturer: { summary: 'manufacturer', attribute: 'manufacturer' },
  model_number: { summary: 'modelNumber', attribute: 'model_number' },
  part_number: { summary: 'partNumber', attribute: 'part_number' },
  style: { summary: 'style', attribute: 'style' },
  color: { summary: 'color', attribute: 'color' },
  size: { summary: 'size', attribute: 'size' },
} as const

export type TextField = keyof typeof TEXT_FIELDS

const SUMMARY_PATHS = Object.fromEntries(
  Object.entries(TEXT_FIELDS).map(([field, place]) => [field, `summaries[0].${place.summary}`]),
)

/** The usual place of each field of a catalogue item in an answer of Catalog Items 2022-04-01. */
export const AMAZON_PATHS: { readonly [field: string]: string } = {
  asin: 'asin',
  marketplace: 'summaries[0].marketplaceId',
  ...SUMMARY_PATHS,
  product_type: 'productTypes[0].productType',
  item_classification: 'summaries[0].itemClassification',
  parent_asin: 'relationships[0].relationships[0].parentAsins[0]',
  parent_asins: 'relationships[0].relationships[0].parentAsins',
  child_asins: 'relationships[0].relationships[0].childAsins',
  variation_theme: 'relationships[0].relationships[0].variationTheme.theme',
  identifiers: 'identifiers[0].identifiers',
  gtin: "identifiers[0].identifiers[?identifierType=='GTIN'].identifier | [0]",
  ean: "identifiers[0].identifiers[?identifierType=='EAN'].identifier | [0]",
  upc: "identifiers[0].identifiers[?identifierType=='UPC'].identifier | [0]",
  sku: "identifiers[0].identifiers[?identifierType=='SKU'].identifier | [0]",
  bullet_points: 'attributes.bullet_point[].value',
  description: 'attributes.product_description[0].value',
  url: 'asin',
  images: 'images[0].images',
  attributes: 'attributes',
}
