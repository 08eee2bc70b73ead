/** The entry in a new `sync.yaml`. @param isSource True where the source is such a shop as well: two cannot be one */
export function sectionOf(key: string, isSource: boolean): string {
  const shop = isSource ? 'my-other-store' : 'my-store'
  return `shopify:
  shop: ${shop.padEnd(27)} # replace it by the name in front of ".myshopify.com"
  key: "${key}"
  # key_metafield: custom.sync_key  # where the key stands, on products and on variants
  status: DRAFT                     # of new products: DRAFT, ACTIVE, ARCHIVED or UNLISTED
  # publish: [Online Store]         # where new products are published; none: nowhere
  # collections: []                 # handles of collections that new products are put into
  # location: null                  # whose stock is written, by a rule for inventory; null: none is
`
}

export const HEAD = `# yaml-language-server: $schema=schemas/attributes.schema.json
#
# Which field of a product gets which value. attributes: is about products, variants: about their variants.
#
#   key      of products title, descriptionHtml, vendor, productType, tags, status, handle, category, templateSuffix,
#            seo.title, seo.description, collections, publications, or metafields.NAMESPACE.KEY for anything else;
#            of variants sku, barcode, price, compareAtPrice, weight_g, taxable, inventory, or metafields.NAMESPACE.KEY
#   type     of metafields alone: single_line_text_field, multi_line_text_field, number_integer, number_decimal, boolean,
#            date, date_time, url, color, json, list.single_line_text_field …; without it single_line_text_field
#   from     JMESPath over the item: item_name, attributes.material …
#   as       what the value goes through: trim, squeeze, truncate(255), strip_html, html, split(",") …
#   value    a fixed value instead of from; filled in are {today}, {id}, {shop}, {source}, {sku} and {scope}
#   write    always     kept equal to the source; what people change is reported as drift
#            if-empty   filled once; people may refine it
#            if-new     written when the product is made
#            on-change  written along with any other change
#   clear    true: an empty source value clears the field (default: it leaves it)
#
# What variants differ in are the options that the source names; else color and size, where they differ in the group.
# To say it: options: { Color: color, Size: size }
version: 1
`
