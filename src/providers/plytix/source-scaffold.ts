import { ConfigError } from '../../model/errors.ts'
import { GONE } from '../../model/listing-status.ts'
import type { ScaffoldChoices, SourceScaffold, WantedField } from '../../model/scaffold.ts'
import { wantedText } from '../../model/usual-shop-fields.ts'
import { ONLY_ACCOUNT, USUAL_HIERARCHY } from './source-settings.ts'

const ACCOUNT = /^[A-Za-z0-9_-]{1,40}$/

/** @throws ConfigError for a brand, and for what cannot be the name of an account */
export function scaffoldSource({ brand, shops }: ScaffoldChoices): SourceScaffold {
  if (brand !== undefined) {
    throw new ConfigError('usage', 'An account is read by filters, so no brand can be chosen.', {
      hints: ['Leave --brand out, and write a filter into sync.yaml, such as one on attributes.brand.'],
    })
  }
  const wrong = shops.find((shop) => !ACCOUNT.test(shop))
  if (wrong !== undefined) {
    throw new ConfigError('usage', `${JSON.stringify(wrong)} cannot be the name of an account.`, {
      hints: ['It is the prefix of its variables: letters, digits, - and _ alone.'],
    })
  }
  return { section: section(shops), fields: FIELDS, overrides: OVERRIDES }
}

function section(shops: readonly string[]): string {
  const [first] = shops
  if (first === undefined) return `plytix:\n${REST.replaceAll('__', '  ')}`
  const named = (shop: string, indentation: string): string => `account: ${shop}\n${REST.replaceAll('__', indentation)}`
  if (shops.length === 1) return `plytix:\n  ${named(first, '  ')}`
  return `plytix:\n${shops.map((shop) => `  - ${named(shop, '    ')}`).join('')}`
}

const REST = `__filters: []                   # conditions that all must hold: { field: status, operator: eq, value: Completed }
__families: []                  # product families by name; it takes one more call for each product
__# attributes: [material]      # labels of what is read; default: every attribute
__# columns: { brand: vendor }  # the attribute that fills a common name; default: the one with that label
__# galleries: [images]         # media attributes with the images, in this order; default: every gallery
__# hierarchy: ${USUAL_HIERARCHY} # the relationship from a parent to its children, beside variants
__# max_age: 24h                # an older export gives a warning
__# image_hosts: []             # hosts that images may come from; none: any
`

const FIELDS: WantedField[] = [
  { ...wantedText('Label', 'item_name'), own: 'label' },
  wantedText('Title', 'item_name'),
  { ...wantedText('Description', 'description'), holds: 'multiline' },
  wantedText('Brand', 'brand'),
  wantedText('Category', 'category'),
  wantedText('Color', 'color'),
  wantedText('Size', 'size'),
  { ...wantedText('Price', 'price'), holds: 'decimal' },
  wantedText('Currency', 'currency'),
  wantedText('SKU', 'sku'),
  wantedText('GTIN', 'gtin'),
  { ...wantedText('Status', 'status'), holds: 'choice', options: ['Draft', 'Completed', 'Archived'] },
  { ...wantedText('Listing Status', 'listing_status'), holds: 'choice', options: ['ACTIVE', 'INACTIVE', GONE] },
  { ...wantedText('Parent', 'parent_key'), note: "Plytix's own ids" },
  wantedText('Product Id', 'key'),
  { ...wantedText('Images', 'images[].filename'), holds: 'list', off: true },
  { ...wantedText('Attributes', 'attributes'), holds: 'json', off: true, note: 'all of them; attributes.LABEL is one' },
  { ...wantedText('Modified', 'modified'), off: true },
]

const OVERRIDES = `version: 1
overrides: {}
  # "plytix/${ONLY_ACCOUNT}/5d7a1e3f9c0b4a2d8e6f1a3b":     # Plytix's id of a product, as its page shows it
  #   canonical: SKU-OF-THE-PRODUCT
  #   reason: why
`
