import { describe, expect, test } from 'vitest'
import { COLOURS, codes, colour, SET, SHIRT, set, texts } from './product-set.ts'
import { handClock, refusal, say, start } from './support.ts'

describe('options and variants that productSet refuses', () => {
  const SIZES = [
    { name: 'Size', values: [{ name: 'S' }, { name: 'M' }] },
    { name: 'Color', values: [{ name: 'Red' }, { name: 'Blue' }] },
  ]
  const sized = (size: string, name: string) => ({
    optionValues: [
      { optionName: 'Size', name: size },
      { optionName: 'Color', name },
    ],
  })

  test.each([
    [
      'options without variants',
      { productOptions: COLOURS },
      'input.variants: Variants input is required when updating product options',
      'VARIANTS_INPUT_MISSING',
    ],
    [
      'variants without options',
      { variants: [colour('Blue')] },
      'input.productOptions: Product options input is required when updating variants',
      'PRODUCT_OPTIONS_INPUT_MISSING',
    ],
    [
      'a combination that comes twice',
      { productOptions: SIZES, variants: [sized('S', 'Red'), sized('M', 'Red'), sized('S', 'Red')] },
      "input.variants.2: The variant 'S / Red' already exists. Please change at least one option value.",
      'INVALID_VARIANT',
    ],
    [
      'a variant that lacks an option',
      { productOptions: SIZES, variants: [{ optionValues: [{ optionName: 'Color', name: 'Red' }] }] },
      'input.variants.0.optionValues: You need to add option values for Size',
      'INVALID_VARIANT',
    ],
    [
      'a value that the option lacks',
      { productOptions: COLOURS, variants: [colour('Green')] },
      'input.variants.0.optionValues: Option value does not exist',
      'OPTION_VALUE_DOES_NOT_EXIST',
    ],
    [
      'a variant that it does not have',
      { productOptions: COLOURS, variants: [colour('Blue', { id: 'gid://shopify/ProductVariant/9' })] },
      'input.variants.0.id: Product variant does not exist',
      'PRODUCT_VARIANT_DOES_NOT_EXIST',
    ],
    [
      'a negative price',
      { productOptions: COLOURS, variants: [colour('Blue', { price: '-1' })] },
      'input.variants.0.price: Price must be greater than or equal to 0',
      'INVALID_VARIANT',
    ],
    [
      'a negative cost',
      { productOptions: COLOURS, variants: [colour('Blue', { inventoryItem: { cost: '-1' } })] },
      'input.variants.0.inventoryItem.cost: Cost per item must be greater than or equal to 0',
      'INVALID_VARIANT',
    ],
    [
      'an option named twice',
      { productOptions: [...COLOURS, ...COLOURS], variants: [colour('Blue')] },
      "input.productOptions: Duplicated option name 'Color'",
      'DUPLICATED_OPTION_NAME',
    ],
    [
      'an option without values',
      { productOptions: [{ name: 'Color' }], variants: [colour('Blue')] },
      'input.productOptions.0: Option values are missing for Color',
      'OPTION_VALUES_MISSING',
    ],
    [
      'stock at a place that there is none of',
      {
        productOptions: COLOURS,
        variants: [
          colour('Blue', {
            inventoryQuantities: [{ locationId: 'gid://shopify/Location/9', name: 'available', quantity: 1 }],
          }),
        ],
      },
      'input.variants.0.inventoryQuantities.0: The location could not be found.',
      'INVALID_INPUT',
    ],
  ])('%s', async (_title, input, ...[text, code]) => {
    const sim = await start()
    const answer = await set(sim, { title: 'Shirt', ...input })
    expect([texts(answer), codes(answer), answer.product]).toEqual([[text], [code], null])
    expect(sim.store.table('Product').size).toBe(0)
  })

  test('more than three options', async () => {
    const productOptions = ['A', 'B', 'C', 'D'].map((name) => ({ name, values: [{ name: 'x' }] }))
    const optionValues = productOptions.map(({ name }) => ({ optionName: name, name: 'x' }))
    const answer = await set(await start(), { title: 'x', productOptions, variants: [{ optionValues }] })
    expect(codes(answer)).toEqual(['OPTIONS_OVER_LIMIT'])
  })

  test('2049 variants before anything runs, at the price of 420 points that do not come back', async () => {
    const sim = await start({ clock: handClock() })
    const variants = Array.from({ length: 2049 }, (_, place) => colour(`${place}`))
    const body = await say(
      sim,
      'mutation ($input: ProductSetInput!) { productSet(input: $input) { userErrors { field } } }',
      { input: { title: 'x', variants } },
    )
    expect(body).toEqual({
      errors: [
        {
          message: 'The input array size of 2049 is greater than the maximum allowed of 2048.',
          locations: [{ line: 1, column: 39 }],
          path: ['productSet', 'input', 'variants'],
          extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 420,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1580, restoreRate: 100 },
        },
      },
    })
  })

  test('a category that the taxonomy lacks, as an error of the top level', async () => {
    const sim = await start()
    const body = await say(sim, SET, { input: { title: 'x', category: 'gid://shopify/TaxonomyCategory/zz-9' } })
    expect([refusal(body), body.data]).toEqual([
      'INVALID_PRODUCT_TAXONOMY_NODE_ID: Invalid product_taxonomy_node_id',
      { productSet: null },
    ])
  })

  test('more new variants than a day allows, where there is such a limit', async () => {
    const sim = await start({ variantThrottle: 3 })
    await set(sim, SHIRT)
    expect(refusal(await say(sim, SET, { input: SHIRT }))).toMatch(/^VARIANT_THROTTLE_EXCEEDED: /)
    expect(sim.store.table('Product').size).toBe(1)
  })
})
