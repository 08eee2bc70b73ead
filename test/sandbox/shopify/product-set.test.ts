import { describe, expect, test } from 'vitest'
import { COLOURS, codes, colour, SET, SHIRT, set, texts } from './product-set.ts'
import { type Loose, refusal, say, start } from './support.ts'

describe('a new product by productSet', () => {
  test('is active, of the vendor that the shop is, with one variant and a handle of its title', async () => {
    const { product, userErrors, productSetOperation } = await set(await start(), { title: 'Älpler Käse!' })
    expect({ userErrors, productSetOperation }).toEqual({ userErrors: [], productSetOperation: null })
    expect(product).toMatchObject({ status: 'ACTIVE', vendor: 'Sandbox', handle: 'älpler-käse', tags: [] })
    expect(product.options).toMatchObject([{ name: 'Title', position: 1, values: ['Default Title'] }])
    expect(product.variants.nodes).toMatchObject([{ title: 'Default Title', sku: null, price: '0.00' }])
  })

  test('has its variants in the order of the list, prices with two decimals', async () => {
    const { product } = await set(await start(), SHIRT)
    expect(product.variants.nodes).toMatchObject([
      { title: 'Blue', sku: 'S-BLUE', price: '9.50', position: 1, selectedOptions: [{ name: 'Color', value: 'Blue' }] },
      { title: 'Black', sku: 'S-BLACK', price: '0.00', position: 2 },
    ])
    expect(product.options[0].optionValues).toMatchObject([{ name: 'Blue', hasVariants: true }, { name: 'Black' }])
  })

  test('is made each time without identifier, and a taken handle of a title counts up', async () => {
    const sim = await start()
    const made = [await set(sim, { title: 'Cup' }), await set(sim, { title: 'Cup' }), await set(sim, { title: 'Cup' })]
    expect(made.map(({ product }) => product.handle)).toEqual(['cup', 'cup-1', 'cup-2'])
    expect(new Set(made.map(({ product }) => product.id)).size).toBe(3)
  })

  test('needs a title', async () => {
    expect(texts(await set(await start(), { vendor: 'x' }))).toEqual(["input.title: can't be blank"])
  })

  test('of a title that is too long says two things', async () => {
    expect(texts(await set(await start(), { title: 's'.repeat(256) }))).toEqual([
      'input.title: is too long (maximum is 255 characters)',
      'input: Handle is too long (maximum is 255 characters)',
    ])
  })

  test('of a vendor or product type that is too long says it of the input', async () => {
    const long = 'v'.repeat(256)
    const sim = await start()
    expect(texts(await set(sim, { title: 'x', vendor: long }))).toEqual([
      'input: Vendor is too long (maximum is 255 characters)',
    ])
    expect(texts(await set(sim, { title: 'x', productType: long }))).toEqual([
      'input: Product type is too long (maximum is 255 characters)',
      'input: Custom product type is too long (maximum is 255 characters)',
    ])
  })
})

describe('handles', () => {
  test('that are given are spelled as handles are, and one without letters comes from nothing', async () => {
    const sim = await start()
    const handles = ['  My Handle ', '%%%', '%%%', 'A--b', '日本 語']
    const answers: string[] = []
    for (const handle of handles) answers.push((await set(sim, { title: 'x', handle })).product.handle)
    expect(answers).toEqual(['my-handle', 'product', 'product-1', 'a-b', '日本-語'])
  })

  test('that are given and taken are an error, beside which a product that was there comes back unchanged', async () => {
    const sim = await start()
    await set(sim, { title: 'One', handle: 'one' })
    const { product } = await set(sim, { title: 'Two' })
    const taken = "input.handle: Handle '  ONE ' already in use. Please provide a new handle."
    const fresh = await set(sim, { title: 'Three', handle: '  ONE ' })
    expect([texts(fresh), fresh.product]).toEqual([[taken], null])
    const old = await set(sim, { title: 'Changed', handle: '  ONE ' }, { id: product.id })
    expect([texts(old), old.product.title]).toEqual([[taken], 'Two'])
  })

  test('stay with a new title, and a blank one is made of it anew', async () => {
    const sim = await start()
    const { product } = await set(sim, { title: 'Old' })
    expect((await set(sim, { title: 'New' }, { id: product.id })).product.handle).toBe('old')
    expect((await set(sim, { handle: '' }, { id: product.id })).product.handle).toBe('new')
  })
})

describe('the identifier', () => {
  test('by handle makes the product, then finds it', async () => {
    const sim = await start()
    const made = await set(sim, { title: 'Cup', handle: 'cup' }, { handle: 'cup' })
    const again = await set(sim, { title: 'Mug', handle: 'cup' }, { handle: 'cup' })
    expect([again.product.id, again.product.title]).toEqual([made.product.id, 'Mug'])
  })

  test.each([
    ['without the handle in the input', { title: 'Cup' }, 'MISSING_FIELD_REQUIRED'],
    ['with another handle in the input', { title: 'Cup', handle: 'mug' }, 'INPUT_MISMATCH'],
  ])('by handle is refused %s', async (_title, input, code) => {
    expect(codes(await set(await start(), input, { handle: 'cup' }))).toEqual([code])
  })

  test('by id that nothing has is an error, as is an id in the input beside it', async () => {
    const sim = await start()
    const id = 'gid://shopify/Product/999'
    expect(codes(await set(sim, { title: 'x' }, { id }))).toEqual(['PRODUCT_DOES_NOT_EXIST'])
    expect(texts(await set(sim, { id, title: 'x' }))).toEqual(['input.id: Product does not exist'])
    expect(texts(await set(sim, { id, title: 'x', handle: 'x' }, { handle: 'x' }))).toEqual([
      'input: The id field is not allowed if identifier is provided.',
    ])
  })

  test('takes one of its three fields', async () => {
    const body = await say(await start(), SET, {
      input: { title: 'x' },
      identifier: { handle: 'x', id: 'gid://shopify/Product/1' },
    })
    expect(body.errors[0].extensions).toMatchObject({
      code: 'INVALID_VARIABLE',
      problems: [{ explanation: "'ProductSetIdentifiers' requires exactly one argument, but 2 were provided." }],
    })
  })

  test('by custom id needs a definition of type id', async () => {
    const identifier = { customId: { namespace: 'sync', key: 'key', value: 'A1' } }
    const body = await say(await start(), SET, { input: { title: 'x' }, identifier })
    expect(body.data).toEqual({ productSet: null })
    expect(refusal(body)).toBe("NOT_FOUND: Metafield definition of type 'id' is required when using custom ids.")
  })
})

describe('what productSet writes to a product that is there', () => {
  test('leaves what is not said, clears what is empty, and replaces lists whole', async () => {
    const sim = await start()
    const { product } = await set(sim, { ...SHIRT, tags: ['b', 'A'], vendor: 'Acme' })
    const changed = (await set(sim, { tags: [] }, { id: product.id })).product
    expect(changed).toMatchObject({ title: 'Shirt', vendor: 'Acme', tags: [] })
    expect(changed.variants.nodes).toHaveLength(2)
  })

  test('deletes variants that the list lacks', async () => {
    const sim = await start()
    const { product } = await set(sim, SHIRT)
    const [blue] = product.variants.nodes
    const changed = await set(
      sim,
      { productOptions: COLOURS, variants: [colour('Blue', { id: blue.id })] },
      { id: product.id },
    )
    expect(changed.product.variants.nodes).toMatchObject([{ id: blue.id, sku: 'S-BLUE', price: '9.50' }])
    expect(changed.product.options[0]).toMatchObject({
      values: ['Blue'],
      optionValues: [{ hasVariants: true }, { hasVariants: false }],
    })
    expect(sim.store.table('ProductVariant').size).toBe(1)
  })

  test.each([
    ['finds a variant without id by its options', 'options', true],
    ['makes a variant without id anew', 'id', false],
  ] as const)('%s, as it is set', async (_title, variantMatch, same) => {
    const sim = await start({ variantMatch })
    const { product } = await set(sim, SHIRT)
    const changed = await set(
      sim,
      { productOptions: COLOURS, variants: [colour('Black'), colour('Blue')] },
      { id: product.id },
    )
    const before = product.variants.nodes.map(({ id }: Loose) => id)
    const after = changed.product.variants.nodes.map(({ id }: Loose) => id)
    expect(after.toReversed().join() === before.join()).toBe(same)
  })

  test('keeps ids of options and values, and moves a variant to another value by its id', async () => {
    const sim = await start()
    const { product } = await set(sim, SHIRT)
    const [option] = product.options
    const [blue, black] = product.variants.nodes
    const values = [...option.optionValues.map(({ id, name }: Loose) => ({ id, name })), { name: 'Red' }]
    const changed = await set(
      sim,
      {
        productOptions: [{ id: option.id, name: 'Colour', values }],
        variants: [
          { id: blue.id, optionValues: [{ optionName: 'Colour', name: 'Red' }] },
          { id: black.id, optionValues: [{ optionId: option.id, name: 'Black' }] },
        ],
      },
      { id: product.id },
    )
    expect(changed.userErrors).toEqual([])
    expect(changed.product.options[0]).toMatchObject({ id: option.id, name: 'Colour', values: ['Black', 'Red'] })
    expect(changed.product.variants.nodes).toMatchObject([
      { id: blue.id, title: 'Red', sku: 'S-BLUE' },
      { id: black.id },
    ])
  })
})
