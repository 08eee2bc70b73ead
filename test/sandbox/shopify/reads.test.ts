import { expect, test } from 'vitest'
import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { SHIRT, set } from './product-set.ts'
import { ask, type Loose, start } from './support.ts'

const DEFINE =
  'mutation ($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) { userErrors { code } } }'
const WRITE = 'mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }'

async function shirt(sim: ShopifySim): Promise<Loose> {
  return (await set(sim, { ...SHIRT, descriptionHtml: '<p>Soft <b>linen</b></p>' })).product
}

test('a product tells what follows from its variants and its description', async () => {
  const sim = await start()
  const { id } = await shirt(sim)
  const read = `query ($id: ID!) { product(id: $id) {
    legacyResourceId description cut: description(truncateAt: 8) hasOnlyDefaultVariant tracksInventory variantsCount { count precision }
    priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount } }
    options(first: 1) { name position } last: variants(last: 1) { nodes { title displayName product { title } } }
  } }`
  expect((await ask(sim, read, { id })).product).toEqual({
    legacyResourceId: id.split('/').at(-1),
    ...{ description: 'Soft linen', cut: 'Soft ...', hasOnlyDefaultVariant: false, tracksInventory: false },
    variantsCount: { count: 2, precision: 'EXACT' },
    priceRangeV2: { minVariantPrice: { amount: '0', currencyCode: 'USD' }, maxVariantPrice: { amount: '9.5' } },
    options: [{ name: 'Color', position: 1 }],
    last: { nodes: [{ title: 'Black', displayName: 'Shirt - Black', product: { title: 'Shirt' } }] },
  })
})

test('an inventory item tells what its variant was given for it', async () => {
  const sim = await start()
  const inventoryItem = {
    ...{ tracked: true, requiresShipping: false, cost: '3.5', countryCodeOfOrigin: 'DE', harmonizedSystemCode: '6109' },
    measurement: { weight: { value: 1.5, unit: 'KILOGRAMS' } },
  }
  const [first, second] = SHIRT.variants
  await set(sim, { ...SHIRT, variants: [{ ...first, inventoryItem }, second] })
  const read = `query { productVariants(first: 1) { nodes { sku inventoryItem {
    sku tracked requiresShipping unitCost { amount currencyCode } countryCodeOfOrigin harmonizedSystemCode
    measurement { weight { value unit } } variant { sku }
  } } } }`
  expect((await ask(sim, read)).productVariants.nodes[0].inventoryItem).toEqual({
    ...{ sku: 'S-BLUE', tracked: true, requiresShipping: false, unitCost: { amount: '3.50', currencyCode: 'USD' } },
    ...{ countryCodeOfOrigin: 'DE', harmonizedSystemCode: '6109', variant: { sku: 'S-BLUE' } },
    measurement: { weight: { value: 1.5, unit: 'KILOGRAMS' } },
  })
})

test('anything is found by its id as a node, in the order of the ids, and nothing as null', async () => {
  const sim = await start()
  const { id, variants } = await shirt(sim)
  const ids = [variants.nodes[1].id, 'gid://shopify/Product/9', id]
  const read =
    'query ($ids: [ID!]!, $id: ID!) { node(id: $id) { id } nodes(ids: $ids) { __typename ... on ProductVariant { title } } }'
  expect(await ask(sim, read, { ids, id })).toEqual({
    node: { id },
    nodes: [{ __typename: 'ProductVariant', title: 'Black' }, null, { __typename: 'Product' }],
  })
})

test('a variant is found by a metafield of type id, and a product by its handle', async () => {
  const sim = await start()
  await ask(sim, DEFINE, { d: { name: 'Key', namespace: 'sync', key: 'key', type: 'id', ownerType: 'PRODUCTVARIANT' } })
  const { variants } = await shirt(sim)
  await ask(sim, WRITE, { m: [{ ownerId: variants.nodes[1].id, namespace: 'sync', key: 'key', value: 'V2' }] })
  const read = `query ($value: String!) { productByHandle(handle: "shirt") { title }
    productVariantByIdentifier(identifier: { customId: { namespace: "sync", key: "key", value: $value } }) { title } }`
  expect(await ask(sim, read, { value: 'V2' })).toEqual({
    productByHandle: { title: 'Shirt' },
    productVariantByIdentifier: { title: 'Black' },
  })
  expect((await ask(sim, read, { value: 'V3' })).productVariantByIdentifier).toBeNull()
})

test('metafields refer to products and variants, and say what they belong to', async () => {
  const sim = await start()
  const { id, variants } = await shirt(sim)
  const entry = { ownerId: id, namespace: 'custom' }
  const list = JSON.stringify(variants.nodes.map((one: Loose) => one.id).toReversed())
  await ask(sim, WRITE, {
    m: [
      { ...entry, key: 'same', type: 'product_reference', value: id },
      { ...entry, key: 'parts', type: 'list.variant_reference', value: list },
    ],
  })
  const read = `query ($id: ID!) { product(id: $id) {
    same: metafield(namespace: "custom", key: "same") { ownerType owner { ... on Product { title } } definition { id } reference { ... on Product { title } } }
    parts: metafield(namespace: "custom", key: "parts") { reference { __typename } references(first: 9) { nodes { ... on ProductVariant { title } } } }
  } }`
  expect((await ask(sim, read, { id })).product).toEqual({
    same: { ownerType: 'PRODUCT', owner: { title: 'Shirt' }, definition: null, reference: { title: 'Shirt' } },
    parts: { reference: null, references: { nodes: [{ title: 'Black' }, { title: 'Blue' }] } },
  })
})

test.each([
  ['number_integer', '5', 5],
  ['json', '{"a":1}', { a: 1 }],
  ['list.single_line_text_field', '["a"]', ['a']],
  ['single_line_text_field', 'x', 'x'],
  ['boolean', 'true', true],
  ['boolean', 'false', 'false'],
])('a metafield of type %s and value %s is some JSON too', async (type, value, expected) => {
  const sim = await start()
  const metafields = [{ namespace: 'custom', key: 'key', type, value }]
  const { product } = await set(sim, { title: 'x', metafields })
  const read = 'query ($id: ID!) { product(id: $id) { metafield(namespace: "custom", key: "key") { jsonValue } } }'
  expect((await ask(sim, read, { id: product.id })).product.metafield.jsonValue).toEqual(expected)
})
