import type { TargetScaffold, WantedField } from '../../../model/scaffold.ts'
import type { SourceWords } from '../../../model/source-words.ts'
import { NAME, USUAL_KEY } from './names.ts'
import { HEAD, sectionOf } from './scaffold-texts.ts'

interface Entry {
  label: string
  /** Of metafields alone. */
  type?: string
  from: string
  /** The transforms that it goes through. */
  as?: string
  write: 'always' | 'if-empty' | 'if-new'
  clear?: true
  /** What the items of the source have to have; what it reads from, unless it says otherwise. */
  needs?: string[]
  note?: string
  off?: true
}

const always = (label: string, from: string): Entry => ({ label, from, write: 'always' })
const metafield = (key: string, from: string, type: string): Entry => ({
  ...always(`metafields.custom.${key}`, from),
  ...{ type, off: true },
})

/** The first that fits what the source has stands for its label. */
const PRODUCTS: Entry[] = [
  { ...always('title', 'item_name'), as: 'truncate(255)' },
  always('descriptionHtml', 'description_html'),
  { ...always('descriptionHtml', 'description'), as: 'html', note: 'a plain text becomes paragraphs' },
  always('vendor', 'brand'),
  always('productType', 'product_type'),
  always('productType', 'category'),
  { ...always('tags', 'tags'), note: 'those that others have set stay' },
  {
    ...always('status', 'status'),
    needs: ['description_html', 'status'],
    note: 'DRAFT, ACTIVE, ARCHIVED or UNLISTED; else as target.shopify.status says',
    off: true,
  },
  { ...always('handle', 'handle'), write: 'if-new', off: true },
  { ...always('category', 'category_id'), needs: ['description_html', 'category_id'], off: true },
  { ...always('collections', 'collections'), note: 'by handle; they have to exist', off: true },
  { ...always('seo.title', 'item_name'), as: 'truncate(70)', write: 'if-empty', off: true },
  {
    ...always('seo.description', 'description'),
    as: 'strip_html, squeeze, truncate(320)',
    write: 'if-empty',
    off: true,
  },
  metafield('model_number', 'model_number', 'single_line_text_field'),
  metafield('bullet_points', 'bullet_points', 'list.single_line_text_field'),
  metafield('source_url', 'url', 'url'),
]

const VARIANTS: Entry[] = [
  always('sku', 'sku'),
  { ...always('barcode', 'upc || ean || gtin'), needs: ['upc', 'ean', 'gtin'] },
  { ...always('price', 'sale_price || price'), needs: ['price', 'sale_price'], note: 'what is asked now' },
  {
    ...always('compareAtPrice', 'compare_at_price || (sale_price && price)'),
    ...{ clear: true, needs: ['price', 'sale_price', 'compare_at_price'] },
  },
  { ...always('compareAtPrice', 'sale_price && price'), clear: true, needs: ['price', 'sale_price'] },
  always('weight_g', 'weight_g'),
  { ...always('inventory', 'stock'), note: 'needs target.shopify.location', off: true },
]

/** What a new workspace says of Shopify: the fields that the items of the source can fill. */
export function scaffoldTarget(
  words: SourceWords,
  _fields: readonly WantedField[],
  names: readonly string[],
): TargetScaffold {
  const [shown, off] = chosen(PRODUCTS, names)
  const [ofVariants, offVariants] = chosen(VARIANTS, names)
  return {
    relations: false,
    section: sectionOf(USUAL_KEY, words.name === NAME),
    attributes: [
      HEAD,
      'attributes:\n',
      ...shown.map(textOf),
      off.length === 0 ? '' : '\n  # More that there is; remove the # to use it.\n',
      ...off.map(commented),
      '\nvariants:\n',
      ...ofVariants.map(textOf),
      ...offVariants.map(commented),
    ].join(''),
  }
}

function chosen(entries: Entry[], names: readonly string[]): [shown: Entry[], off: Entry[]] {
  const known = new Set(names)
  const found = new Map<string, Entry>()
  for (const entry of entries) {
    const { label, from, needs = [from] } = entry
    if (!found.has(label) && needs.every((name) => known.has(name))) found.set(label, entry)
  }
  const all = [...found.values()]
  return [all.filter((one) => !one.off), all.filter((one) => one.off)]
}

const commented = (entry: Entry): string => textOf(entry).replace(/^ {2}/gm, '  # ')

function textOf({ label, type, from, as, write, clear, note }: Entry): string {
  const lines = [
    `  ${label}:${note === undefined ? '' : ` # ${note}`}`,
    ...(type === undefined ? [] : [`    type: ${type}`]),
    `    from: ${from}`,
    ...(as === undefined ? [] : [`    as: [${as}]`]),
    `    write: ${write}`,
    ...(clear ? ['    clear: true'] : []),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
