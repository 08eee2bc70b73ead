import { ConfigError } from '../../model/errors.ts'
import type { ScaffoldChoices, SourceScaffold, WantedField } from '../../model/scaffold.ts'
import { SHOP_QUALITY } from '../../model/usual-quality.ts'
import { shopFields, wantedText } from '../../model/usual-shop-fields.ts'

const PLACEHOLDER = '14701711'

/** @throws ConfigError for a brand, and for a shop that cannot be one */
export function scaffold({ brand, shops }: ScaffoldChoices): SourceScaffold {
  if (brand !== undefined) {
    throw new ConfigError('usage', 'A shop on Shopee is read whole, so no brand can be chosen.', {
      hints: ['Leave --brand out, or choose it when you export: sync export --brand.'],
    })
  }
  const wrong = shops.find((shop) => !/^[1-9]\d{0,9}$/.test(shop))
  if (wrong !== undefined) {
    throw new ConfigError('usage', `${JSON.stringify(wrong)} is not the id of a shop on Shopee.`, {
      hints: ['It has digits alone, such as 14701711.'],
    })
  }
  return { section: section(shops), fields: FIELDS, overrides: OVERRIDES, quality: SHOP_QUALITY }
}

function section(shops: string[]): string {
  const [first = PLACEHOLDER, ...more] = shops
  const note = shops.length === 0 ? '             # replace it by the id of your shop' : ''
  if (more.length === 0) return `shopee:\n  shop_id: ${first}${note}\n${REST.replaceAll('__', '  ')}`
  const entries = shops.map((shop) => `  - shop_id: ${shop}\n${REST.replaceAll('__', '    ')}`)
  return `shopee:\n${entries.join('')}`
}

const REST = `__region: ID                    # the market, which decides the currency
__statuses: [NORMAL, UNLIST]    # also BANNED, REVIEWING, SELLER_DELETE and SHOPEE_DELETE
__# calls_per_day: 5000         # a budget of your own; the app's limit is shown in Shopee's console
__# max_age: 24h                # an older export gives a warning
__# image_hosts: []             # hosts that images may come from; none: any
`

const FIELDS: WantedField[] = [
  ...shopFields('Shopee', 'decimal'),
  { ...wantedText('URL', 'url'), address: true, off: true },
]

const OVERRIDES = `version: 1
overrides: {}
  # "shopee/14701711/2500139.771":        # a model; "shopee/14701711/2500139" is its item
  #   canonical: SKU-OF-THE-PRODUCT
  #   reason: why
`
