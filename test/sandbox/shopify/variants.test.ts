import { describe, expect, test } from 'vitest'
import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { COLOURS, colour, set, texts } from './product-set.ts'
import { ask, type Loose, start } from './support.ts'

const VARIANTS = 'id title sku price position'
const CREATE = `mutation ($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $strategy: ProductVariantsBulkCreateStrategy) {
  it: productVariantsBulkCreate(productId: $productId, variants: $variants, strategy: $strategy) {
    product { variants(first: 50) { nodes { ${VARIANTS} } } } productVariants { ${VARIANTS} } userErrors { field message code }
  } }`
const UPDATE = `mutation ($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $partly: Boolean) {
  it: productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $partly) {
    product { id } productVariants { ${VARIANTS} } userErrors { field message code }
  } }`
const DELETE = `mutation ($productId: ID!, $ids: [ID!]!) {
  it: productVariantsBulkDelete(productId: $productId, variantsIds: $ids) {
    product { variants(first: 50) { nodes { title } } } userErrors { field message code }
  } }`
const NOWHERE = 'gid://shopify/Product/999'

const run = async (sim: ShopifySim, document: string, variables: object): Promise<Loose> =>
  (await ask(sim, document, variables)).it
const titles = (nodes: Loose[]) => nodes.map(({ title }) => title)

async function shirt(): Promise<{ sim: ShopifySim; productId: string; blue: string; black: string }> {
  const sim = await start()
  const variants = [colour('Blue', { sku: 'BLUE', price: '1' }), colour('Black')]
  const { product } = await set(sim, { title: 'Shirt', productOptions: COLOURS, variants })
  const [blue, black] = product.variants.nodes.map(({ id }: Loose) => id)
  return { sim, productId: product.id, blue, black }
}

describe('productVariantsBulkCreate', () => {
  test('adds variants and the values that their option lacks', async () => {
    const { sim, productId } = await shirt()
    const variants = [colour('Red', { price: '3', inventoryItem: { sku: 'RED', tracked: true } })]
    const { product, productVariants, userErrors } = await run(sim, CREATE, { productId, variants })
    expect(userErrors).toEqual([])
    expect(productVariants).toMatchObject([{ title: 'Red', sku: 'RED', price: '3.00', position: 3 }])
    expect(titles(product.variants.nodes)).toEqual(['Blue', 'Black', 'Red'])
  })

  test.each([
    ['of an unknown product', NOWHERE, colour('Red'), 'productId: Product does not exist'],
    [
      'with an option named twice',
      null,
      { optionValues: [...colour('Red').optionValues, ...colour('Blue').optionValues] },
      "variants.0.optionValues: Duplicated option name 'Color'",
    ],
    [
      'that are there',
      null,
      colour('Blue'),
      "variants.0: The variant 'Blue' already exists. Please change at least one option value.",
    ],
    ['without values', null, { optionValues: [] }, 'variants.0.optionValues: You need to add option values for Color'],
    [
      'with a negative price',
      null,
      colour('Red', { price: '-1' }),
      'variants.0.price: Price must be greater than or equal to 0',
    ],
  ])('refuses variants %s, and makes none', async (_title, unknown, ...[variant, text]) => {
    const { sim, productId } = await shirt()
    const answer = await run(sim, CREATE, { productId: unknown ?? productId, variants: [variant] })
    expect([texts(answer), answer.product, answer.productVariants]).toEqual([[text], null, []])
    expect(sim.store.table('ProductVariant').size).toBe(2)
    expect(sim.store.get('Product', productId)?.options[0]?.values).toHaveLength(2)
  })

  test('with an empty list succeeds and does nothing', async () => {
    const { sim, productId } = await shirt()
    expect(await run(sim, CREATE, { productId, variants: [] })).toMatchObject({ productVariants: [], userErrors: [] })
  })

  test.each([
    ['takes the place of a lone default variant', 'DEFAULT', ['Large']],
    [
      'stays beside a lone default variant that is to be kept',
      'PRESERVE_STANDALONE_VARIANT',
      ['Default Title', 'Large'],
    ],
  ])('%s', async (_title, strategy, expected) => {
    const sim = await start()
    const { product } = await set(sim, { title: 'Cup' })
    const variants = [{ optionValues: [{ optionName: 'Title', name: 'Large' }] }]
    const answer = await run(sim, CREATE, { productId: product.id, variants, strategy })
    expect(titles(answer.product.variants.nodes)).toEqual(expected)
  })

  test('leaves a product with 2048 variants at most', async () => {
    const { sim, productId } = await shirt()
    const variants = Array.from({ length: 2047 }, (_, place) => colour(`C${place}`))
    expect((await run(sim, CREATE, { productId, variants })).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }])
    expect((await run(sim, CREATE, { productId, variants: variants.slice(1) })).userErrors).toEqual([])
  })
})

describe('productVariantsBulkUpdate', () => {
  test('writes what is said and leaves the rest', async () => {
    const { sim, productId, blue } = await shirt()
    const { productVariants } = await run(sim, UPDATE, {
      productId,
      variants: [{ id: blue, compareAtPrice: '9', price: '7.5' }],
    })
    expect(productVariants).toMatchObject([{ id: blue, title: 'Blue', sku: 'BLUE', price: '7.50' }])
  })

  test('does nothing where one is wrong, unless partial updates are allowed', async () => {
    const { sim, productId, blue } = await shirt()
    const variants = [
      { id: blue, price: '5' },
      { id: 'gid://shopify/ProductVariant/9', price: '6' },
    ]
    const whole = await run(sim, UPDATE, { productId, variants })
    expect([texts(whole), whole.productVariants]).toEqual([['variants.1.id: Product variant does not exist'], null])
    const partly = await run(sim, UPDATE, { productId, variants, partly: true })
    expect([texts(partly).length, partly.productVariants]).toMatchObject([1, [{ id: blue, price: '5.00' }]])
  })

  test.each([
    ['without id', { price: '1' }, 'PRODUCT_VARIANT_ID_MISSING'],
    [
      'with quantities',
      { inventoryQuantities: [{ availableQuantity: 1, locationId: 'gid://shopify/Location/1' }] },
      'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE',
    ],
    ['with a cost below nothing', { inventoryItem: { cost: '-1' } }, 'INVALID_INPUT'],
  ])('refuses variants %s', async (_title, wrong, code) => {
    const { sim, productId, blue } = await shirt()
    const id = code === 'PRODUCT_VARIANT_ID_MISSING' ? {} : { id: blue }
    const { userErrors } = await run(sim, UPDATE, { productId, variants: [{ ...id, ...wrong }] })
    expect(userErrors).toMatchObject([{ code }])
  })

  test('refuses a combination that another variant has, and takes one that is given up in the same call', async () => {
    const { sim, productId, blue, black } = await shirt()
    const clash = await run(sim, UPDATE, { productId, variants: [{ id: blue, ...colour('Black') }] })
    expect(texts(clash)).toEqual([
      "variants.0: The variant 'Black' already exists. Please change at least one option value.",
    ])
    const variants = [
      { id: blue, ...colour('Black') },
      { id: black, ...colour('Blue') },
    ]
    expect(titles((await run(sim, UPDATE, { productId, variants })).productVariants)).toEqual(['Black', 'Blue'])
  })

  test('adds to the metafields of a variant', async () => {
    const { sim, productId, blue } = await shirt()
    const metafields = [{ namespace: 'custom', key: 'material', type: 'single_line_text_field', value: 'Linen' }]
    await run(sim, UPDATE, { productId, variants: [{ id: blue, metafields }] })
    await run(sim, UPDATE, { productId, variants: [{ id: blue, metafields: [{ ...metafields[0], key: 'colour' }] }] })
    const read = 'query ($id: ID!) { productVariant(id: $id) { metafields(first: 9) { nodes { key } } } }'
    expect((await ask(sim, read, { id: blue })).productVariant.metafields.nodes).toEqual([
      { key: 'material' },
      { key: 'colour' },
    ])
  })
})

describe('productVariantsBulkDelete', () => {
  test('deletes all that are named, or none', async () => {
    const { sim, productId, blue, black } = await shirt()
    const other = await run(sim, DELETE, { productId, ids: [blue, 'gid://shopify/ProductVariant/9'] })
    expect(other.userErrors).toMatchObject([{ code: 'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT' }])
    const all = await run(sim, DELETE, { productId, ids: [blue, black] })
    expect(all.userErrors).toMatchObject([{ code: 'CANNOT_DELETE_LAST_VARIANT' }])
    expect(titles((await run(sim, DELETE, { productId, ids: [blue] })).product.variants.nodes)).toEqual(['Black'])
  })
})

test('productVariantsBulkReorder puts variants in their places', async () => {
  const { sim, productId, black } = await shirt()
  const reorder = `mutation ($productId: ID!, $positions: [ProductVariantPositionInput!]!) {
    it: productVariantsBulkReorder(productId: $productId, positions: $positions) {
      product { variants(first: 9) { nodes { title position } } } userErrors { code } } }`
  const { product } = await run(sim, reorder, { productId, positions: [{ id: black, position: 1 }] })
  expect(product.variants.nodes).toEqual([
    { title: 'Black', position: 1 },
    { title: 'Blue', position: 2 },
  ])
  const wrong = await run(sim, reorder, { productId, positions: [{ id: black, position: 0 }] })
  expect(wrong.userErrors).toEqual([{ code: 'INVALID_POSITION' }])
})
