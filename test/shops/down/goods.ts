import type { JsonObject } from '../../../src/model/json.ts'
import { attach } from '../../../src/sandbox/shopify/files/shelf.ts'
import type { ShopifySimCore } from '../../../src/sandbox/shopify/index.ts'
import type { Product, Variant } from '../../../src/sandbox/shopify/store/records.ts'
import { inSizes, picture, single } from '../../providers/shopify/products.ts'

/** Something that a person does in the shop. */
export type Act = (shop: ShopifySimCore) => void

const SET = 'mutation($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }'
const COLLECT =
  'mutation($title: String!) { collectionCreate(collection: { title: $title }) { collection { id } userErrors { message } } }'
const JOIN =
  'mutation($id: ID!, $productIds: [ID!]!) { collectionAddProducts(id: $id, productIds: $productIds) { userErrors { message } } }'
const UPDATE = 'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }'
const VARY =
  'mutation($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { message } } }'
const ADD =
  'mutation($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $id, variants: $variants) { userErrors { message } } }'
const DROP =
  'mutation($id: ID!, $variants: [ID!]!) { productVariantsBulkDelete(productId: $id, variantsIds: $variants) { userErrors { message } } }'
const STOCK =
  'mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { message } } }'
const ACTIVATE =
  'mutation($item: ID!, $place: ID!, $available: Int!) { inventoryActivate(inventoryItemId: $item, locationId: $place, available: $available) @idempotent(key: "opening") { userErrors { message } } }'
const ORDER =
  'mutation($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) { userErrors: mediaUserErrors { message } } }'
const DELETE = 'mutation($id: ID!) { productDelete(input: { id: $id }) { userErrors { message } } }'

const weighing = (grams: number): JsonObject => ({
  inventoryItem: { tracked: true, measurement: { weight: { value: grams, unit: 'GRAMS' } } },
})

/** What the shop sells at first. */
const GOODS: JsonObject[] = [
  single(
    'Hat',
    {
      ...{
        vendor: 'Prairie',
        tags: ['felt', 'winter'],
        descriptionHtml: '<p>Warm &amp; dry.</p>',
        productType: 'Hats',
      },
      files: [picture('hat-a'), picture('hat-b')],
    },
    { sku: 'HAT', barcode: '4006381333931', price: '8.50', compareAtPrice: '10.00', ...weighing(120) },
  ),
  single('Cup', { files: [picture('cup')], category: 'gid://shopify/TaxonomyCategory/hg-11' }, { price: '4.00' }),
  inSizes('Boot', ['9', '10', '11'], { vendor: 'Prairie', files: ['boot-a', 'boot-b', 'boot-c'].map(picture) }),
  inSizes('Sandal', ['9', '10'], { status: 'DRAFT' }),
  single("Jam'); DROP TABLE master_products; --", { status: 'ARCHIVED' }, { sku: 'JAM', price: '3.20' }),
]

/** A product in two options. */
const SHIRT: JsonObject = {
  ...{ title: 'Shirt', tags: ['linen'], files: [picture('shirt')] },
  productOptions: [
    { name: 'Color', values: ['Red', 'Blue'].map((name) => ({ name })) },
    { name: 'Size', values: ['S', 'M'].map((name) => ({ name })) },
  ],
  variants: ['Red', 'Blue'].flatMap((color) =>
    ['S', 'M'].map((size) => ({
      optionValues: [
        { optionName: 'Color', name: color },
        { optionName: 'Size', name: size },
      ],
      ...{ sku: `SHIRT-${color}-${size}`, price: '30.00', ...weighing(200) },
    })),
  ),
}

/** Opens the shop: products, stock, a picture that two of them show, and a collection. */
export const opens: Act = (shop) => {
  for (const input of [...GOODS, SHIRT]) shop.person(SET, { input })
  const [file] = productOf(shop, 'Boot').media
  if (file) attach(shop.store, productOf(shop, 'Sandal'), file)
  const { collectionCreate } = shop.person(COLLECT, { title: 'Shoes' })
  const { id } = (collectionCreate as { collection: { id: string } }).collection
  shop.person(JOIN, { id, productIds: [productOf(shop, 'Boot').id, productOf(shop, 'Sandal').id] })
  const placed = { item: variantOf(shop, 'HAT').inventoryItem.id, place: locationOf(shop), available: 5 }
  shop.person(ACTIVATE, placed)
}

function locationOf({ person }: ShopifySimCore): string {
  const { locations } = person('{ locations(first: 1) { nodes { id } } }') as { locations: { nodes: { id: string }[] } }
  return locations.nodes[0]?.id ?? ''
}

function productOf({ store }: ShopifySimCore, title: string): Product {
  const found = [...store.table('Product').values()].find((one) => one.title === title)
  if (!found) throw new Error(`The shop sells no ${title}.`)
  return found
}

function variantOf({ store }: ShopifySimCore, sku: string): Variant {
  const found = [...store.table('ProductVariant').values()].find(({ inventoryItem }) => inventoryItem.sku === sku)
  if (!found) throw new Error(`The shop has no ${sku}.`)
  return found
}

function stocks(shop: ShopifySimCore, { inventoryItem: { id } }: Variant, quantity: number): void {
  const one = { inventoryItemId: id, locationId: locationOf(shop), quantity, changeFromQuantity: null }
  shop.person(STOCK, {
    input: { name: 'available', reason: 'correction', quantities: [one] },
    key: `${id} ${quantity}`,
  })
}

const edits =
  (title: string, fields: JsonObject): Act =>
  (shop) =>
    void shop.person(UPDATE, { product: { id: productOf(shop, title).id, ...fields } })

const varies =
  (sku: string, fields: JsonObject): Act =>
  (shop) => {
    const { id, productId } = variantOf(shop, sku)
    shop.person(VARY, { id: productId, variants: [{ id, ...fields }] })
  }

/** One change in the shop each. */
export const CHANGES = {
  'a title': edits('Hat', { title: 'Felt hat' }),
  'a title of a product in sizes': edits('Boot', { title: 'Riding boot' }),
  'a text': edits('Hat', { descriptionHtml: '<p>Soft.</p>' }),
  'a brand': edits('Hat', { vendor: 'Acme' }),
  'a tag more': edits('Hat', { tags: ['felt', 'winter', 'new'] }),
  'a price': varies('HAT', { price: '8.00' }),
  'a list price': varies('HAT', { compareAtPrice: '12.00' }),
  'a price of one of three variants': varies('Boot-10', { price: '23.00' }),
  'the lowest price of three variants': varies('Boot-9', { price: '19.00' }),
  'a weight': varies('HAT', { inventoryItem: { measurement: { weight: { value: 130, unit: 'GRAMS' } } } }),
  'a code': varies('Boot-10', { barcode: '4006381333948' }),
  'a SKU': varies('Boot-10', { inventoryItem: { sku: 'BOOT-TEN' } }),
  'a status': edits('Hat', { status: 'ARCHIVED' }),
  stock: (shop) => stocks(shop, variantOf(shop, 'HAT'), 9),
  'a variant more': (shop) =>
    void shop.person(ADD, {
      id: productOf(shop, 'Boot').id,
      variants: [
        { optionValues: [{ optionName: 'Size', name: '12' }], price: '23.00', inventoryItem: { sku: 'Boot-12' } },
      ],
    }),
  'a variant less': (shop) => {
    const { id, productId } = variantOf(shop, 'Boot-11')
    shop.person(DROP, { id: productId, variants: [id] })
  },
  'pictures in another order': (shop) => {
    const { id, media } = productOf(shop, 'Boot')
    shop.person(ORDER, { id, moves: [{ id: media[2], newPosition: '0' }] })
  },
  'a product more': (shop) =>
    void shop.person(SET, { input: single('Scarf', { files: [picture('scarf')] }, { sku: 'SCARF', price: '15.00' }) }),
  'a product less': (shop) => void shop.person(DELETE, { id: productOf(shop, 'Cup').id }),
  'nothing at all': () => undefined,
} satisfies { [what: string]: Act }

export type Change = keyof typeof CHANGES

/** What else people do while nobody looks. */
export const meanwhile: Act = (shop) => {
  varies('HAT', { price: '7.00' })(shop)
  CHANGES['a product more'](shop)
  shop.person(DELETE, { id: productOf(shop, 'Sandal').id })
}

/** All of them at once; titles last, by which the others find their product. */
export const lives: Act = (shop) => {
  const isTitle = (what: string): boolean => what.startsWith('a title')
  const all = Object.entries(CHANGES)
  for (const [, act] of [...all.filter(([what]) => !isTitle(what)), ...all.filter(([what]) => isTitle(what))]) act(shop)
}
