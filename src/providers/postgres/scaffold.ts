import type { TargetScaffold, WantedField } from '../../model/scaffold.ts'
import type { SourceWords } from '../../model/source-words.ts'
import { USUAL_VARIABLE } from './settings.ts'

const SECTION = `postgres:
  url_env: ${USUAL_VARIABLE}           # the variable with the database's URL; without a value the catalogue lies in state/
  schema: catalog
  organisation: default
  # pool: { max: 5 }              # connections to the server
`

interface Entry {
  label: string
  /** Of attributes.NAME alone. */
  type?: string
  from?: string
  /** The transforms that it goes through. */
  as?: string
  value?: string
  write: 'always' | 'if-empty' | 'if-new'
  /** What the items of the source have to have; what it reads from, unless it says otherwise. */
  needs?: string[]
  note?: string
  off?: true
}

const always = (label: string, from = label): Entry => ({ label, from, write: 'always' })

/** Of all variants together. */
const ofVariants = (label: string, from: string, as: string): Entry => ({
  ...always(label, `"group[].${from}"`),
  as: `[${as}]`,
  needs: [from],
})

const PRODUCTS: Entry[] = [
  always('name', 'item_name'),
  always('description'),
  always('brand'),
  { ...always('category'), write: 'if-empty' },
  { label: 'status', value: 'active', write: 'if-new', needs: [] },
  { ...ofVariants('base_price', 'price', 'lowest'), note: 'the lowest list price of its variants' },
  always('currency'),
  { ...ofVariants('stock', 'stock', 'sum'), note: 'of all its variants' },
  always('weight_g'),
  { ...always('gtin'), write: 'if-empty' },
  { ...always('attributes.color', 'color'), type: 'text' },
  { ...always('attributes.size', 'size'), type: 'text' },
  { ...always('attributes.model_number', 'model_number'), type: 'text' },
  { ...always('attributes.tags', 'tags'), type: 'list', off: true },
  { ...always('attributes.url', 'url'), type: 'text', off: true },
]

const VARIANTS: Entry[] = ['gtin', 'price', 'stock', 'weight_g', 'options'].map((name) => always(name))

/** The columns that the items of the source can fill. */
export function scaffoldTarget(
  _words: SourceWords,
  _fields: readonly WantedField[],
  names: readonly string[],
): TargetScaffold {
  const known = new Set(names)
  const usable = ({ needs, from = '' }: Entry): boolean => (needs ?? [from]).every((name) => known.has(name))
  const [shown, off] = [false, true].map((isOff) =>
    PRODUCTS.filter((one) => usable(one) && (one.off ?? false) === isOff),
  )
  return {
    relations: false,
    section: SECTION,
    attributes: [
      HEAD,
      'attributes:\n',
      ...(shown ?? []).map(textOf),
      '\n  # More that there is; remove the # to use it.\n',
      ...(off ?? []).map((one) => textOf(one).replace(/^ {2}/gm, '  # ')),
      variantsOf(VARIANTS.filter(usable)),
    ].join(''),
  }
}

function variantsOf(entries: Entry[]): string {
  return entries.length === 0 ? '' : `\nvariants:\n${entries.map(textOf).join('')}`
}

function textOf({ label, type, from, as, value, write, note }: Entry): string {
  const lines = [
    `  ${label}:${note === undefined ? '' : ` # ${note}`}`,
    ...(type === undefined ? [] : [`    type: ${type}`]),
    ...(from === undefined ? [] : [`    from: ${from}`]),
    ...(as === undefined ? [] : [`    as: ${as}`]),
    ...(value === undefined ? [] : [`    value: ${value}`]),
    `    write: ${write}`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const HEAD = `# yaml-language-server: $schema=schemas/attributes.schema.json
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
`
