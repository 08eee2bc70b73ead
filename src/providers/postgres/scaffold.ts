import type { TargetScaffold } from '../../model/scaffold.ts'
import { USUAL_VARIABLE } from './settings.ts'

const SECTION = `postgres:
  url_env: ${USUAL_VARIABLE}           # the variable with the database's URL; without a value the catalogue lies in state/
  schema: catalog
  organisation: default
  # pool: { max: 5 }              # connections to the server
`

const ATTRIBUTES = `# yaml-language-server: $schema=schemas/attributes.schema.json
#
# Which column of the master catalogue gets which value. attributes: is about products, variants: about their variants.
#
#   key      of products name, description, brand, category, status, base_price, currency, stock, weight_g, gtin, or
#            attributes.NAME for anything else; of variants gtin, price, stock, weight_g and options
#   type     of attributes.NAME alone: text, multiline, number, integer, decimal, boolean, date, choice, choices, list, json
#   from     JMESPath over the item: item_name, attributes.material …
#   value    a fixed value instead of from; filled in are {today}, {id}, {shop}, {source}, {sku} and {scope}
#   write    always     kept equal to the source; what people change is reported as drift
#            if-empty   filled once; people may refine it
#            if-new     written when the row is made
#            on-change  written along with any other change
#   clear    true: an empty source value clears the column (default: it leaves it)
version: 1
attributes:
  name:
    from: item_name
    write: always
  description:
    from: description
    write: always
  brand:
    from: brand
    write: always
  category:
    from: category
    write: if-empty
  status:
    value: active
    write: if-new
  base_price:
    from: price
    write: always
  currency:
    from: currency
    write: always
  stock:
    from: stock
    write: always
  weight_g:
    from: weight_g
    write: always
  gtin:
    from: gtin
    write: if-empty
  attributes.color:
    type: text
    from: color
    write: always
  attributes.size:
    type: text
    from: size
    write: always
  attributes.model_number:
    type: text
    from: model_number
    write: always

  # More that there is; remove the # to use it.
  # attributes.tags:
  #   type: choices
  #   from: tags
  #   write: always
variants:
  gtin:
    from: gtin
    write: always
  price:
    from: price
    write: always
  stock:
    from: stock
    write: always
  weight_g:
    from: weight_g
    write: always
  options:
    from: options
    write: always
`

/** Every source has these names, whatever else it has. */
export function scaffoldTarget(): TargetScaffold {
  return { relations: false, section: SECTION, attributes: ATTRIBUTES }
}
