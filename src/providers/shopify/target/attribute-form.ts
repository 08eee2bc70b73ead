import type { AttributeForm } from '../../../model/scaffold.ts'
import { METAFIELD_TYPES, REFUSED_TYPES } from './metafield-types.ts'
import {
  BASELINE,
  COLLECTIONS,
  GALLERY,
  INVENTORY,
  metafieldAt,
  metafieldPath,
  OPTIONS,
  PUBLICATIONS,
  STATUSES,
} from './names.ts'
import { MOST_OPTIONS } from './objections.ts'
import { wantsOf } from './settings.ts'

const OF_PRODUCTS = [
  ...['title', 'descriptionHtml', 'vendor', 'productType', 'tags', 'status', 'handle', 'category', 'templateSuffix'],
  ...['seo.title', 'seo.description', COLLECTIONS, PUBLICATIONS],
] as const
const OF_VARIANTS = ['sku', 'barcode', 'price', 'compareAtPrice', 'weight_g', 'taxable', OPTIONS, INVENTORY] as const

/** What `specs/attributes.yaml` may say: fields that all products and variants have, and metafields of these types. */
export const FORM: AttributeForm = {
  types: Object.fromEntries(Object.entries(METAFIELD_TYPES).map(([type, { holds }]) => [type, holds])),
  refused: REFUSED_TYPES,
  whole: ['number_integer'],
  own: { ...Object.fromEntries([...OF_PRODUCTS, ...OF_VARIANTS].map((name) => [name, []])), status: STATUSES },
  untyped: true,
  variants: true,
  options: { label: OPTIONS, most: MOST_OPTIONS },
  slug: (name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '_'),
  baseline: { label: BASELINE, name: 'what was last written' },
  reserved: ({ options }) => ({
    [BASELINE]: 'holds what was last written to a product',
    [GALLERY]: 'holds the images of the product',
    [metafieldPath(wantsOf({ options }).keyMetafield)]: 'holds the key of the product (target.shopify.key_metafield)',
  }),
  stranger,
}

const NAMESPACE = /^(?:\$app(?::[A-Za-z0-9_-]+)?|[A-Za-z0-9_-]{3,255})$/
const KEY = /^[A-Za-z0-9_-]{2,64}$/

function stranger(label: string, of: 'attributes' | 'variants'): { problem: string; known: readonly string[] } | null {
  const [known, others, whose]: [readonly string[], readonly string[], string] =
    of === 'variants' ? [OF_VARIANTS, OF_PRODUCTS, 'a variant'] : [OF_PRODUCTS, OF_VARIANTS, 'a product']
  if (known.includes(label) || (of === 'attributes' && label === GALLERY)) return null
  if (others.includes(label))
    return { problem: `is a field of ${of === 'variants' ? 'a product' : 'a variant'}`, known }
  const name = metafieldAt(label)
  if (name === null) return { problem: `is no field of ${whose}`, known: [...known, 'metafields.NAMESPACE.KEY'] }
  if (NAMESPACE.test(name.namespace) && KEY.test(name.key)) return null
  const problem = 'is no metafield: a namespace has 3 to 255 and a key 2 to 64 letters, digits, - and _'
  return { problem, known: ['metafields.NAMESPACE.KEY'] }
}
