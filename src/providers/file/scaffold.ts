import { ConfigError } from '../../model/errors.ts'
import type { ValueKind } from '../../model/kinds.ts'
import type { ScaffoldChoices, SourceScaffold, TargetScaffold, WantedField } from '../../model/scaffold.ts'
import type { SourceWords } from '../../model/source-words.ts'
import { labelOf } from './attribute-form.ts'
import { USUAL_KEY } from './target-settings.ts'

const EXAMPLE = `sku,parent_sku,title,description,vendor,color,size,barcode,price,image1
BOOT-1001,,Felt boot,"A boot of felt, for dry cold.",Example & Sons,,,,,https://example.com/images/boot-1001.jpg
BOOT-1001-38,BOOT-1001,Felt boot,"A boot of felt, for dry cold.",Example & Sons,Grey,38,4012345678901,89.90,https://example.com/images/boot-1001.jpg
BOOT-1001-39,BOOT-1001,Felt boot,"A boot of felt, for dry cold.",Example & Sons,Grey,39,4012345678918,89.90,https://example.com/images/boot-1001.jpg
SOLE-7,,Cork sole,Goes into every boot.,Example & Sons,,,4012345678925,9.90,https://example.com/images/sole-7.jpg
`

const SECTION = `file:
  path: products.csv              # CSV, TSV, NDJSON or a JSON list; read afresh by every plan
  key: sku                        # the column that tells rows apart
  parent: parent_sku              # the column with the key of the row that groups variants
  codes: { gtin: barcode }        # also ean, upc, isbn, sku and model
  images: [image1]                # columns with addresses, in the order of the gallery
  columns:                        # names for columns; others are read under their own name
    item_name: title
    brand: vendor
  # image_hosts: []               # hosts that images may come from; none: any
  # format: auto                  # auto | csv | tsv | ndjson | json
  # encoding: auto                # auto, utf-8, windows-1252, utf-16le, …
  # delimiter: auto               # auto, or one character
`

const field = (name: string, from: string): WantedField => ({ name, holds: 'text', from, write: 'always' })

const FIELDS: WantedField[] = [
  { ...field('Label', 'item_name'), own: 'label' },
  field('Title', 'item_name'),
  { ...field('Description', 'description'), holds: 'multiline' },
  field('Brand', 'brand'),
  field('Color', 'color'),
  field('Size', 'size'),
  { ...field('Price', 'price'), holds: 'decimal' },
  field('Key', 'key'),
  { ...field('Parent Key', 'parent_key'), note: 'the key of the row that groups variants' },
  { ...field('Code', 'gtin'), note: 'the code in the column barcode' },
  { ...field('Material', 'material'), note: 'a column under its own name', off: true },
]

/** @throws ConfigError for choices that mean nothing here */
export function scaffoldSource({ brand, shops }: ScaffoldChoices): SourceScaffold {
  if (brand !== undefined || shops.length > 0) {
    throw new ConfigError('usage', 'A file is read whole, so neither brands nor shops can be chosen.', {
      hints: ['Leave them out; sync.yaml names the file.'],
    })
  }
  return { section: SECTION, fields: FIELDS, files: [{ path: 'products.csv', text: EXAMPLE }] }
}

export function scaffoldTarget(_words: SourceWords, fields: readonly WantedField[]): TargetScaffold {
  const shown = fields.filter(({ off, write, own }) => !off && !own && write !== 'never')
  const off = fields.filter((one) => one.off)
  return {
    relations: false,
    section: `file:
  path: out                       # a folder: out/product.ndjson, one row a line, sorted by key; commit it
  # key: "${USUAL_KEY}"
`,
    attributes: [
      HEAD,
      ...shown.map(entryOf),
      ...(off.length === 0 ? [] : ['\n  # More that there is; remove the # to use it.\n']),
      ...off.map((one) => entryOf(one).replace(/^ {2}/gm, '  # ')),
    ].join(''),
  }
}

function entryOf({ name, holds, from, value, options, write, note }: WantedField): string {
  const lines = [
    `  ${labelFor(name)}:${note === undefined ? '' : ` # ${note}`}`,
    `    type: ${typeOf(holds)}`,
    ...(options ? [`    options: [${options.join(', ')}]`] : []),
    ...(from === undefined ? [] : [`    from: ${from}`]),
    ...(value === undefined ? [] : [`    value: ${/[{}]/.test(value) ? JSON.stringify(value) : value}`]),
    `    write: ${write}`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** `key` is the key of the row itself. */
function labelFor(name: string): string {
  const label = labelOf(name)
  return label === 'key' ? 'item_key' : label
}

const TYPES: ReadonlySet<ValueKind> = new Set([
  'multiline',
  'number',
  'decimal',
  'boolean',
  'date',
  'choice',
  'choices',
  'list',
  'json',
])

function typeOf(holds: ValueKind): string {
  return TYPES.has(holds) ? holds : 'text'
}

const HEAD = `# yaml-language-server: $schema=schemas/attributes.schema.json
#
# Which field of a row gets which value. One entry per field; the key is its name in the file, and "seo.title" stands
# as title within seo.
#
#   type     text, multiline, number, integer, decimal, boolean, date, choice, choices, list or json; without it the value
#            is written as it is
#   options  the allowed values of choice and choices
#   from     JMESPath over the item: item_name, images[].url, "Product Type" (a column with blanks stands in quotes, and
#            those in others: from: '"Product Type"'), attributes.material[0].value …
#   value    a fixed value instead of from; filled in are {today}, {id}, {shop}, {source}, {sku} (the row's own key) and {scope}
#   write    always     kept equal to the source; what people change is reported as drift
#            if-empty   filled once; people may refine it
#            if-new     written when the row is made
#            on-change  written along with any other change
#   clear    true: an empty source value clears the field (default: it leaves it)
version: 1
attributes:
`
