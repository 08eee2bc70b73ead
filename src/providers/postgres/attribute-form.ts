import type { ValueKind } from '../../model/kinds.ts'
import type { AttributeForm } from '../../model/scaffold.ts'
import { BASELINE, GALLERY, STATUSES, THUMBNAIL } from './names.ts'

/** What an attribute of each type holds. Types that `specs/attributes.yaml` has for other targets are known too. */
export const TYPES: { readonly [type: string]: ValueKind } = {
  text: 'text',
  multiline: 'multiline',
  number: 'number',
  integer: 'number',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  choice: 'choice',
  choices: 'choices',
  list: 'list',
  json: 'json',
  TextAttribute: 'text',
  MultilineAttribute: 'multiline',
  HtmlAttribute: 'multiline',
  UrlAttribute: 'text',
  IntAttribute: 'number',
  DecimalAttribute: 'number',
  DropdownAttribute: 'choice',
  MultiSelectAttribute: 'choices',
  BooleanAttribute: 'boolean',
  DateAttribute: 'date',
}

/** What the columns are called that rules may fill, of products and of variants. */
const COLUMNS = [
  'name',
  'description',
  'brand',
  'category',
  'base_price',
  'currency',
  'stock',
  'weight_g',
  'gtin',
  'sku',
  'price',
  'options',
] as const

export const FORM: AttributeForm = {
  types: TYPES,
  refused: {},
  whole: ['integer', 'IntAttribute'],
  own: { ...Object.fromEntries(COLUMNS.map((name) => [name, []])), status: STATUSES },
  untyped: true,
  variants: true,
  slug: slugOf,
  baseline: { label: BASELINE, name: 'what was last written' },
  reserved: () => ({
    [BASELINE]: 'holds what was last written to a row',
    master_sku: 'is the key of the product (target.postgres.sku)',
    [GALLERY]: 'is the gallery of the product',
    [THUMBNAIL]: 'is the main image of the product',
    version: 'counts the changes of a row',
  }),
}

/** What an attribute is called of which only the name is known. */
function slugOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
}
