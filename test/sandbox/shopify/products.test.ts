import { describe, expect, test } from 'vitest'
import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { texts } from './product-set.ts'
import { ask, handClock, type Loose, post, refusal, start } from './support.ts'

const FIELDS =
  'id title handle status tags vendor descriptionHtml isGiftCard seo { title description } category { id fullName } variants(first: 9) { nodes { title } }'
const CREATE = `mutation ($product: ProductCreateInput) { productCreate(product: $product) {
  product { ${FIELDS} options { name values } } shop { name } userErrors { field message } } }`
const UPDATE = `mutation ($product: ProductUpdateInput) { productUpdate(product: $product) {
  product { ${FIELDS} } userErrors { field message } } }`

const create = async (sim: ShopifySim, product: object): Promise<Loose> =>
  (await ask(sim, CREATE, { product })).productCreate
const update = async (sim: ShopifySim, product: object): Promise<Loose> =>
  (await ask(sim, UPDATE, { product })).productUpdate

describe('productCreate', () => {
  test('makes one variant, of the first values, whatever options it gets', async () => {
    const productOptions = [
      { name: 'Size', values: [{ name: 'S' }, { name: 'M' }] },
      { name: 'Color', values: [{ name: 'Red' }] },
    ]
    const { product, shop } = await create(await start(), { title: 'Shirt', productOptions })
    expect(product.variants.nodes).toEqual([{ title: 'S / Red' }])
    expect(product.options).toEqual([
      { name: 'Size', values: ['S'] },
      { name: 'Color', values: ['Red'] },
    ])
    expect([product.status, shop.name]).toEqual(['ACTIVE', 'Sandbox'])
  })

  test.each([
    ['no title', {}, "title: Title can't be blank"],
    [
      'a title that is too long',
      { title: 'x'.repeat(256), handle: 'x' },
      'title: Title is too long (maximum is 255 characters)',
    ],
    ['a tag that is too long', { title: 'x', tags: ['x'.repeat(256)] }, 'tags: Product tags is invalid'],
  ])('refuses %s', async (_title, input, text) => {
    const answer = await create(await start(), input)
    expect([texts(answer), answer.product]).toEqual([[text], null])
  })

  test('keeps descriptions as they came, or tidies them where it is set so', async () => {
    const descriptionHtml = "<p class='a'>x<br/>\r\n<script>1</script></p>"
    const kept = async (html: 'as-is' | 'tidy') =>
      (await create(await start({ html }), { title: 'x', descriptionHtml })).product.descriptionHtml
    expect(await kept('as-is')).toBe(descriptionHtml)
    expect(await kept('tidy')).toBe('<p class="a">x<br>\n<script>1</script></p>')
  })
})

describe('productUpdate', () => {
  test('writes what is said and leaves the rest', async () => {
    const sim = await start()
    const { product } = await create(sim, { title: 'Shirt', vendor: 'Acme', seo: { title: 'T', description: 'D' } })
    const category = 'gid://shopify/TaxonomyCategory/aa-1-1'
    const changed = (await update(sim, { id: product.id, status: 'UNLISTED', seo: { title: '' }, category })).product
    expect(changed).toMatchObject({
      title: 'Shirt',
      vendor: 'Acme',
      status: 'UNLISTED',
      seo: { title: null, description: 'D' },
      category: { id: category, fullName: 'Apparel & Accessories > Clothing > Activewear' },
    })
  })

  test('of nothing there is is an error', async () => {
    expect(texts(await update(await start(), { id: 'gid://shopify/Product/9', title: 'x' }))).toEqual([
      'id: Product does not exist',
    ])
  })

  test('takes an identifier since 2026-04', async () => {
    const sim = await start()
    await create(sim, { title: 'Cup' })
    const query =
      'mutation { productUpdate(identifier: { handle: "cup" }, product: { title: "Mug" }) { product { title } userErrors { message } } }'
    const { body } = await post(sim, { query }, { version: '2026-04' })
    expect(body.data.productUpdate.product).toEqual({ title: 'Mug' })
    expect(refusal((await post(sim, { query }, { version: '2026-01' })).body)).toMatch(/^argumentNotAccepted/)
  })
})

describe('tagsAdd and tagsRemove', () => {
  test('change single tags, whatever their spelling', async () => {
    const sim = await start()
    const { product } = await create(sim, { title: 'x', tags: ['Red', 'blue'] })
    const change = (field: string, tags: string[]) =>
      ask(
        sim,
        `mutation ($id: ID!, $tags: [String!]!) { it: ${field}(id: $id, tags: $tags) { node { ... on Product { tags } } userErrors { message } } }`,
        { id: product.id, tags },
      )
    expect((await change('tagsAdd', ['RED', 'green'])).it.node.tags).toEqual(['blue', 'green', 'Red'])
    expect((await change('tagsRemove', ['red', 'none'])).it.node.tags).toEqual(['blue', 'green'])
  })
})

describe('productDelete', () => {
  const DELETE = `mutation ($id: ID!, $now: Boolean) { productDelete(input: { id: $id }, synchronous: $now) {
    deletedProductId productDeleteOperation { id status } userErrors { field message } } }`

  test('takes the product with its variants, and frees its handle', async () => {
    const sim = await start()
    const { product } = await create(sim, { title: 'Cup' })
    const { productDelete } = await ask(sim, DELETE, { id: product.id })
    expect(productDelete).toEqual({ deletedProductId: product.id, productDeleteOperation: null, userErrors: [] })
    expect([sim.store.table('Product').size, sim.store.table('ProductVariant').size]).toEqual([0, 0])
    expect((await create(sim, { title: 'Cup' })).product.handle).toBe('cup')
    expect(texts((await ask(sim, DELETE, { id: product.id })).productDelete)).toEqual(['id: Product does not exist'])
  })

  test('promises, where it is not synchronous', async () => {
    const clock = handClock()
    const sim = await start({ clock })
    const { product } = await create(sim, { title: 'Cup' })
    const { productDelete } = await ask(sim, DELETE, { id: product.id, now: false })
    expect(productDelete).toMatchObject({ deletedProductId: null, productDeleteOperation: { status: 'CREATED' } })
    clock.move(1000)
    const poll =
      'query ($id: ID!) { productOperation(id: $id) { status ... on ProductDeleteOperation { deletedProductId } } }'
    const { id } = productDelete.productDeleteOperation
    expect((await ask(sim, poll, { id })).productOperation).toEqual({
      status: 'COMPLETE',
      deletedProductId: product.id,
    })
  })
})
