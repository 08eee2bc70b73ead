import { ConfigError } from '../../model/errors.ts'
import type { ScaffoldChoices, SourceScaffold, WantedField } from '../../model/scaffold.ts'
import { SHOP_QUALITY } from '../../model/usual-quality.ts'
import { shopFields, wantedText } from '../../model/usual-shop-fields.ts'

const USUAL = 'ID'

/** @throws ConfigError for a brand, and for a shop that is no region */
export function scaffold({ brand, shops }: ScaffoldChoices): SourceScaffold {
  if (brand !== undefined) {
    throw new ConfigError('usage', 'A shop on TikTok Shop is read whole, so no brand can be chosen.', {
      hints: ['Leave --brand out, or choose it when you export: sync export --brand.'],
    })
  }
  const wrong = shops.find((shop) => !/^[A-Z]{2}$/.test(shop))
  if (wrong !== undefined) {
    throw new ConfigError('usage', `${JSON.stringify(wrong)} is not the region of a shop on TikTok Shop.`, {
      hints: ['It has two capital letters, such as ID.'],
    })
  }
  return { section: section(shops), fields: FIELDS, overrides: OVERRIDES, quality: SHOP_QUALITY }
}

function section(shops: string[]): string {
  const [first = USUAL, ...more] = shops
  if (more.length === 0) return `tiktok-shop:\n  region: ${first}\n${REST.replaceAll('__', '  ')}`
  const entries = shops.map((shop) => `  - region: ${shop}\n${REST.replaceAll('__', '    ')}`)
  return `tiktok-shop:\n${entries.join('')}`
}

const REST = `__statuses: [ACTIVATE, SELLER_DEACTIVATED]   # also PLATFORM_DEACTIVATED, FREEZE, DRAFT, PENDING and FAILED
__# shop: ID                    # what the shop is called here; its region unless it is said
__# calls_per_day: 5000         # a budget of your own
__# max_age: 24h                # an older export gives a warning
__# image_hosts: []             # hosts that images may come from; none: any
`

const FIELDS: WantedField[] = [
  ...shopFields('TikTok Shop', 'number'),
  {
    ...wantedText('Tokopedia', 'tokopedia'),
    holds: 'boolean',
    note: 'true where it is listed on Tokopedia too',
    off: true,
  },
]

const OVERRIDES = `version: 1
overrides: {}
  # "tiktok-shop/ID/1729592969712207008.1729592969712207012":   # a SKU; without the part behind the dot its product
  #   canonical: SKU-OF-THE-PRODUCT
  #   reason: why
`
