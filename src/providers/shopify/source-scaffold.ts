import { ConfigError } from '../../model/errors.ts'
import type { ScaffoldChoices, SourceScaffold, WantedField } from '../../model/scaffold.ts'
import { SHOP_QUALITY } from '../../model/usual-quality.ts'
import { shopFields, wantedText } from '../../model/usual-shop-fields.ts'
import { shopHandle } from './shop-name.ts'

const PLACEHOLDER = 'my-store'

/** @throws ConfigError for a brand, and for a shop that cannot be one */
export function scaffold({ brand, shops }: ScaffoldChoices): SourceScaffold {
  if (brand !== undefined) {
    throw new ConfigError('usage', 'A shop on Shopify is read whole, so no brand can be chosen.', {
      hints: ['Leave --brand out, write query: "vendor:NAME" into sync.yaml, or choose it when you export.'],
    })
  }
  const handles = shops.map(shopHandle)
  const wrong = handles.find((shop) => !/^[a-z0-9][a-z0-9-]*$/.test(shop))
  if (wrong !== undefined) {
    throw new ConfigError('usage', `${JSON.stringify(wrong)} is not the name of a shop on Shopify.`, {
      hints: ['It is what stands in front of ".myshopify.com", such as my-store.'],
    })
  }
  return { section: section(handles), fields: FIELDS, overrides: OVERRIDES, quality: SHOP_QUALITY }
}

function section(shops: string[]): string {
  const [first = PLACEHOLDER, ...more] = shops
  const note = shops.length === 0 ? '               # replace it by the name in front of ".myshopify.com"' : ''
  if (more.length === 0) return `shopify:\n  shop: ${first}${note}\n${REST.replaceAll('__', '  ')}`
  const entries = shops.map((shop) => `  - shop: ${shop}\n${REST.replaceAll('__', '    ')}`)
  return `shopify:\n${entries.join('')}`
}

const REST = `__# query: "status:active"     # in the words of Shopify's search; none: all products
__metafields: [custom.*]       # NAMESPACE.KEY, or NAMESPACE.* for all of one
__# max_age: 24h               # an older export gives a warning
__# image_hosts: []            # hosts that images may come from; none: any
`

const FIELDS: WantedField[] = [
  ...shopFields('Shopify', 'number'),
  wantedText('Handle', 'handle'),
  wantedText('Product Type', 'product_type'),
  { ...wantedText('URL', 'url'), address: true, off: true },
]

const OVERRIDES = `version: 1
overrides: {}
  # "shopify/my-store/48103729037545":     # a variant by its id, or a product
  #   canonical: SKU-OF-THE-PRODUCT
  #   reason: why
`
