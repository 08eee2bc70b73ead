import { ConfigError } from '../../model/errors.ts'
import type { ScaffoldChoices, SourceScaffold, WantedField } from '../../model/scaffold.ts'
import { USUAL_ORGANISATION, USUAL_VARIABLE } from './settings.ts'

const ORGANISATION = /^[A-Za-z0-9_.-]{1,60}$/

/** @throws ConfigError for a brand, and for what cannot be an organisation */
export function scaffoldSource({ brand, shops }: ScaffoldChoices): SourceScaffold {
  if (brand !== undefined) {
    throw new ConfigError('usage', 'A catalogue is read whole, so no brand can be chosen.', {
      hints: ['Leave it out; sync.yaml names the organisation and the statuses.'],
    })
  }
  const wrong = shops.find((shop) => !ORGANISATION.test(shop))
  if (wrong !== undefined) {
    throw new ConfigError('usage', `${JSON.stringify(wrong)} cannot be the name of an organisation.`, {
      hints: ['It has letters, digits and the signs _ . - alone.'],
    })
  }
  return { section: section(shops), fields: FIELDS, overrides: OVERRIDES }
}

function section(shops: readonly string[]): string {
  if (shops.length < 2) return `postgres:\n${entry(shops[0] ?? USUAL_ORGANISATION, '  ')}`
  return `postgres:\n${shops.map((shop) => entry(shop, '    ').replace('    ', '  - ')).join('')}`
}

function entry(organisation: string, indentation: string): string {
  return [
    `url_env: ${USUAL_VARIABLE}           # the variable with the URL of the database that holds the catalogue`,
    'schema: catalog',
    `organisation: ${organisation}`,
    'status: [active]                # also draft, inactive and archived',
    '# prices: PLATFORM              # or PLATFORM/SHOP: whose lower prices are sale prices',
    '# image_hosts: []               # hosts that images may come from; none: any',
  ]
    .map((line) => `${indentation}${line}\n`)
    .join('')
}

const field = (name: string, from: string): WantedField => ({ name, holds: 'text', from, write: 'always' })

const FIELDS: WantedField[] = [
  { ...field('Label', 'item_name'), own: 'label' },
  field('Title', 'item_name'),
  { ...field('Description', 'description'), holds: 'multiline' },
  field('Brand', 'brand'),
  field('Category', 'category'),
  field('Color', 'color'),
  field('Size', 'size'),
  { ...field('Price', 'price'), holds: 'decimal' },
  field('Currency', 'currency'),
  { ...field('Stock', 'stock'), holds: 'decimal' },
  { ...field('Weight', 'weight_g'), holds: 'decimal', note: 'in grams' },
  field('SKU', 'sku'),
  field('GTIN', 'gtin'),
  {
    ...field('Listing Status', 'listing_status'),
    holds: 'choice',
    options: ['ACTIVE', 'INACTIVE', 'GONE'],
  },
  { ...field('Mappings', 'mappings'), holds: 'json', off: true, note: 'where each platform lists it' },
  { ...field('Attributes', 'attributes'), holds: 'json', off: true, note: 'all of them; attributes.NAME is one' },
  { ...field('URL', 'url'), address: true, off: true },
]

const OVERRIDES = `version: 1
overrides: {}
  # "postgres/${USUAL_ORGANISATION}/BOOT-1001-39":     # the SKU of a master or of a variant
  #   canonical: SKU-OF-THE-PRODUCT
  #   reason: why
`
