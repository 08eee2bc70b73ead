import { ConfigError } from '../../model/errors.ts'
import type { ScaffoldChoices, SourceScaffold, WantedField } from '../../model/scaffold.ts'
import { EXAMPLE_OVERRIDES } from './example-overrides.ts'
import { MARKETPLACE_CODES, marketplaceCode } from './marketplaces.ts'

const PLACEHOLDER = 'Your Brand'
const USUAL = ['US', 'CA', 'MX']

/** @throws ConfigError for an empty brand, and for a marketplace that Amazon does not have */
export function scaffold({ brand, shops, suggest }: ScaffoldChoices): SourceScaffold {
  const marketplaces = checkedMarketplaces(shops, suggest)
  const options = [...new Set([...USUAL, ...marketplaces])]
  const overrides = EXAMPLE_OVERRIDES
  return { section: section(checkedBrand(brand), marketplaces), fields: fields(options), overrides }
}

function checkedBrand(brand = PLACEHOLDER): string {
  if (brand.trim() !== '') return brand.trim()
  throw new ConfigError('usage', 'The brand is empty.', { hints: ['Name it as Amazon shows it: --brand "Twisted X".'] })
}

function checkedMarketplaces(codes: string[], suggest: ScaffoldChoices['suggest']): string[] {
  for (const code of codes) {
    if (MARKETPLACE_CODES.includes(code)) continue
    const near = suggest(code, MARKETPLACE_CODES)
    throw new ConfigError('usage', `${JSON.stringify(code)} is not a marketplace code${near || '.'}`, {
      hints: [`The codes are ${MARKETPLACE_CODES.slice(0, -1).join(', ')} and ${MARKETPLACE_CODES.at(-1)}.`],
    })
  }
  return codes.length === 0 ? ['US'] : [...new Set(codes.map(marketplaceCode))]
}

function section(brand: string, marketplaces: string[]): string {
  const note = brand === PLACEHOLDER ? '  # Replace "Your Brand": an export finds nothing under that name.\n' : ''
  // JSON's quoted text is YAML's too, so that no brand name can break the file.
  return `amazon:
  marketplace: [${marketplaces.join(', ')}]
  # The brands whose listings are read, as Amazon spells them; aliases are other spellings of the same brand.
${note}  brands:
    - name: ${JSON.stringify(brand)}
      aliases: []
  # include_parents: true         # also read the variation parents that the search did not return
  # lookup_gtins: auto            # also ask Amazon for the codes of the target's own products: true, false,
                                  # auto (when a search was cut off)
  # seller_id: A2XXXXXXXXXXXX     # also read the seller's own listings, and whether they are active
  # asins: []                     # further listings, whatever their brand
  # max_age: 24h                  # an older export gives a warning
  # image_hosts: [m.media-amazon.com, images-na.ssl-images-amazon.com]
  # rollout: { styles: [] }       # when set, everything outside is counted, never planned
`
}

const CLASSES = ['BASE_PRODUCT', 'VARIATION_PARENT', 'PRODUCT_BUNDLE', 'OTHER']

const text = (name: string, from: string): WantedField => ({ name, holds: 'text', from, write: 'always' })
const once = (name: string, from: string): WantedField => ({ ...text(name, from), write: 'if-empty' })
const feature = (number: number): WantedField => ({
  name: `Feature ${number}`,
  holds: 'multiline',
  from: `bullet_points[${number - 1}]`,
  write: 'always',
  off: true,
})

/** What a listing offers that is worth having, in order. */
function fields(marketplaces: string[]): WantedField[] {
  return [
    { ...text('Label', 'item_name'), own: 'label' },
    text('Title', 'item_name'),
    text('Parent ASIN', 'parent_asin'),
    text('Size', 'size'),
    text('Color', 'color'),
    text('Brand', 'brand'),
    text('Model Number', 'model_number'),
    text('Variation Theme', 'variation_theme'),
    { ...text('Canonical SKU', 'canonical_sku'), note: 'the canonical product that the listing was matched to' },
    { ...text('Item Classification', 'item_classification'), holds: 'choice', options: CLASSES },
    {
      ...text('Listing Status', 'listing_status'),
      holds: 'choice',
      options: ['ACTIVE', 'INACTIVE', 'INCOMPLETE', 'GONE'],
      note: "empty unless the source knows the seller's own listings",
    },
    once('ASIN', 'asin'),
    {
      ...once('Marketplace', 'marketplace'),
      holds: 'choice',
      options: marketplaces,
      note: 'the options must hold every marketplace of sync.yaml',
    },
    { ...once('SKU', 'sku'), note: "the seller's SKU, when known" },
    once('UPC', 'upc'),
    once('EAN', 'ean'),
    once('GTIN', 'gtin'),
    { name: 'Last Synced', holds: 'date', value: '{today}', write: 'on-change' },
    {
      name: 'Sync Status',
      holds: 'choice',
      options: ['SYNCED', 'PENDING', 'ERROR'],
      value: 'SYNCED',
      write: 'on-change',
    },
    { name: 'Is Primary', holds: 'boolean', write: 'never' },
    { ...text('URL', 'url'), address: true, off: true },
    ...[1, 2, 3, 4, 5].map(feature),
    { ...text('Product Type', 'product_type'), off: true },
  ]
}
