import { describe, expect, test } from 'vitest'
import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { COLOURS, colour, set } from './product-set.ts'
import { ask, handClock, type Loose, post, refusal, say, start } from './support.ts'

const FIND =
  'query ($query: String) { products(first: 50, query: $query) { nodes { title } } productsCount(query: $query) { count } }'

async function shop(options = {}): Promise<ShopifySim> {
  const sim = await start(options)
  const variants = [colour('Blue', { sku: 'ABC-1', barcode: '4006381333931' }), colour('Black', { sku: 'abc-1-XL' })]
  await set(sim, { title: 'Linen Shirt', tags: ['summer sale'], vendor: 'Acme', productOptions: COLOURS, variants })
  await set(sim, { title: 'Wool Shirt', status: 'DRAFT', vendor: 'Acme Two', handle: 'wool' })
  await set(sim, { title: 'Cup', productType: 'Mug' })
  return sim
}

async function titles(sim: ShopifySim, query: string): Promise<string[]> {
  const { products, productsCount } = await ask(sim, FIND, { query })
  const found = products.nodes.map(({ title }: Loose) => title)
  expect(productsCount.count).toBe(found.length)
  return found
}

describe('a search for products', () => {
  test.each([
    ['sku:ABC-1', ['Linen Shirt']],
    ['sku:abc', ['Linen Shirt']],
    ['sku:AB', []],
    ['sku:AB*', ['Linen Shirt']],
    ['barcode:4006381333931', ['Linen Shirt']],
    ['title:shirt', ['Linen Shirt', 'Wool Shirt']],
    ['title:"linen shirt"', ['Linen Shirt']],
    ['title:"shirt linen"', []],
    ['shirt', ['Linen Shirt', 'Wool Shirt']],
    ['shirt wool', ['Wool Shirt']],
    ['title:shirt status:active', ['Linen Shirt']],
    ['title:cup OR title:shirt status:draft', ['Wool Shirt', 'Cup']],
    ['(title:cup OR title:shirt) status:draft', ['Wool Shirt']],
    ['title:(cup OR wool)', ['Wool Shirt', 'Cup']],
    ['title:shirt -status:draft', ['Linen Shirt']],
    ['NOT title:shirt', ['Cup']],
    ["vendor:'Acme'", ['Linen Shirt']],
    ['vendor:Acme*', ['Linen Shirt', 'Wool Shirt']],
    ['tag:"summer sale"', ['Linen Shirt']],
    ['product_type:mug AND handle:cup', ['Cup']],
    ["created_at:>'2020-01-01T00:00:00Z'", ['Linen Shirt', 'Wool Shirt', 'Cup']],
    ['updated_at:<2020-01-01', []],
    ['', ['Linen Shirt', 'Wool Shirt', 'Cup']],
  ])('%s', async (query, expected) => {
    expect(await titles(await shop(), query)).toEqual(expected)
  })

  test('by a filter that there is none of finds everything, and says so beside the answer', async () => {
    const sim = await shop()
    const { data, extensions } = await say(sim, FIND, { query: 'colour:blue status:draft' })
    expect(data.products.nodes).toEqual([{ title: 'Wool Shirt' }])
    const all = await say(sim, FIND, { query: '-colour:blue' })
    expect(all.data.products.nodes).toHaveLength(3)
    expect(extensions.search[0]).toEqual({
      path: ['products'],
      query: 'colour:blue status:draft',
      warnings: [{ field: 'colour', message: 'Invalid search field for this query.', code: 'invalid_field' }],
    })
  })

  test('by a time that is none is refused', async () => {
    const body = await say(await shop(), FIND, { query: 'updated_at:>yesterday' })
    expect(refusal(body)).toBe('BAD_REQUEST: Invalid timestamp for query filter `updated_at`.')
  })

  test.each([
    ['finds everything', '2026-07', 'no error', 3],
    [
      'is an error',
      '2026-10',
      'BAD_REQUEST: The metafield of the filter `metafields.custom.material` is not enabled for filtering.',
      null,
    ],
  ])('by a metafield that is not enabled for it %s in its version', async (_title, version, ...[error, count]) => {
    const query = { query: FIND, variables: { query: 'metafields.custom.material:Linen' } }
    const { body } = await post(await shop(), query, { version })
    expect([refusal(body), body.data?.products?.nodes.length ?? null]).toEqual([error, count])
  })

  test('by a metafield that is enabled for it finds its value', async () => {
    const sim = await shop()
    const definition = {
      name: 'Material',
      namespace: 'custom',
      key: 'material',
      type: 'single_line_text_field',
      ownerType: 'PRODUCT',
    }
    const capabilities = { adminFilterable: { enabled: true } }
    await ask(
      sim,
      'mutation ($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) { userErrors { code } } }',
      { d: { ...definition, capabilities } },
    )
    await set(sim, { title: 'Sheet', metafields: [{ namespace: 'custom', key: 'material', value: 'Linen' }] })
    expect(await titles(sim, 'metafields.custom.material:Linen')).toEqual(['Sheet'])
  })
})

test('finds variants by what they and their product are', async () => {
  const sim = await shop()
  const find = 'query ($query: String) { productVariants(first: 9, query: $query) { nodes { sku } } }'
  const skus = async (query: string) =>
    (await ask(sim, find, { query })).productVariants.nodes.map(({ sku }: Loose) => sku)
  expect(await skus('sku:abc-1-xl')).toEqual(['abc-1-XL'])
  expect(await skus('vendor:acme')).toEqual(['ABC-1', 'abc-1-XL'])
})

describe('what a search sees', () => {
  test('is late: neither what was made nor what was changed or deleted just now', async () => {
    const clock = handClock()
    const sim = await start({ clock, searchDelayMs: 5000 })
    const { product } = await set(sim, { title: 'Cup' })
    const find = () => titles(sim, 'title:cup')
    expect(await find()).toEqual([])
    clock.move(5000)
    expect(await find()).toEqual(['Cup'])
    await set(sim, { title: 'Mug' }, { id: product.id })
    expect(await find()).toEqual(['Mug'])
    clock.move(5000)
    expect(await find()).toEqual([])
    expect(await titles(sim, 'title:mug')).toEqual(['Mug'])
  })

  test('does not matter to look-ups, and to lists without query', async () => {
    const sim = await start({ searchDelayMs: 60_000 })
    const { product } = await set(sim, { title: 'Cup' })
    const look =
      'query ($id: ID!) { product(id: $id) { title } productByIdentifier(identifier: { handle: "cup" }) { title } products(first: 9) { nodes { title } } }'
    expect(await ask(sim, look, { id: product.id })).toEqual({
      product: { title: 'Cup' },
      productByIdentifier: { title: 'Cup' },
      products: { nodes: [{ title: 'Cup' }] },
    })
  })
})

describe('pages', () => {
  const PAGE = `query ($first: Int, $last: Int, $after: String, $before: String, $query: String, $reverse: Boolean) {
    products(first: $first, last: $last, after: $after, before: $before, query: $query, reverse: $reverse) {
      edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`

  async function many(count: number, options = {}): Promise<ShopifySim> {
    const sim = await start({ throttle: false, ...options })
    for (let place = 0; place < count; place++) await set(sim, { title: `P${place}` })
    return sim
  }
  const page = async (sim: ShopifySim, variables: object) => (await ask(sim, PAGE, variables)).products
  const of = ({ edges }: Loose) => edges.map(({ node }: Loose) => node.title).join(' ')

  test('follow one another by cursors that hold a place, not a number', async () => {
    const sim = await many(5)
    const one = await page(sim, { first: 2 })
    expect([of(one), one.pageInfo]).toMatchObject(['P0 P1', { hasNextPage: true, hasPreviousPage: false }])
    const cursor = JSON.parse(Buffer.from(one.pageInfo.endCursor, 'base64').toString())
    expect(cursor).toEqual({ last_id: expect.any(Number), last_value: cursor.last_id })
    const gone = [...sim.store.table('Product').values()].find(({ title }) => title === 'P1')
    await ask(sim, 'mutation ($id: ID!) { productDelete(input: { id: $id }) { userErrors { message } } }', {
      id: gone?.id,
    })
    const two = await page(sim, { first: 2, after: one.pageInfo.endCursor })
    expect([of(two), two.pageInfo.hasPreviousPage]).toEqual(['P2 P3', true])
    const three = await page(sim, { first: 2, after: two.pageInfo.endCursor })
    expect([of(three), three.pageInfo.hasNextPage]).toEqual(['P4', false])
  })

  test('go backwards and in reverse', async () => {
    const sim = await many(4)
    expect(of(await page(sim, { last: 2 }))).toBe('P2 P3')
    expect(of(await page(sim, { first: 2, reverse: true }))).toBe('P3 P2')
  })

  test.each([
    ['without first and last', {}, 'you must provide one of first or last'],
    ['of more than 250', { first: 251 }, 'the page size of 251 is greater than the maximum allowed of 250'],
    ['after what is no cursor', { first: 1, after: 'x' }, 'Invalid cursor for current pagination sort.'],
  ])('%s are refused', async (_title, variables, text) => {
    expect(refusal(await say(await many(1), PAGE, variables))).toBe(`BAD_REQUEST: ${text}`)
  })

  test('of a search end after so many objects, which those of a list do not', async () => {
    const sim = await many(5, { searchLimit: 3 })
    const rest = async (query: string | null) => {
      const { pageInfo } = await page(sim, { first: 2, query })
      return refusal(await say(sim, PAGE, { first: 2, query, after: pageInfo.endCursor }))
    }
    expect(await rest('p*')).toMatch(/^BAD_REQUEST: Pagination beyond the first 3 objects/)
    expect(await rest(null)).toBe('no error')
  })

  test('are counted to a limit', async () => {
    const sim = await many(3)
    const count = async (limit: number | null) =>
      (await ask(sim, 'query ($limit: Int) { productsCount(limit: $limit) { count precision } }', { limit }))
        .productsCount
    expect(await count(2)).toEqual({ count: 2, precision: 'AT_LEAST' })
    expect(await count(null)).toEqual({ count: 3, precision: 'EXACT' })
  })
})

describe('a search for other things', () => {
  test('finds files by the words of their names, late', async () => {
    const clock = handClock()
    const sim = await start({ clock, searchDelayMs: 5000 })
    const make = 'mutation ($files: [FileCreateInput!]!) { fileCreate(files: $files) { userErrors { message } } }'
    const files = ['a-1.jpg', 'b-2.jpg'].map((filename) => ({
      originalSource: `https://example.com/${filename}`,
      filename,
    }))
    await ask(sim, make, { files })
    const find = 'query ($query: String) { files(first: 9, query: $query) { nodes { id } } }'
    const count = async (query: string) => (await ask(sim, find, { query })).files.nodes.length
    expect(await count('filename:a-1.jpg')).toBe(0)
    clock.move(5000)
    expect([
      await count('filename:a-1.jpg'),
      await count('filename:jpg'),
      await count('filename:a-1.jpg OR filename:b*'),
    ]).toEqual([1, 2, 2])
  })

  test('finds collections, and products by the collections that they are in', async () => {
    const sim = await shop()
    const make =
      'mutation { collectionCreate(collection: { title: "Summer Things" }) { collection { id legacyResourceId } } }'
    const { collection } = (await ask(sim, make)).collectionCreate
    const [product] = sim.store.table('Product').values()
    const put =
      'mutation ($id: ID!, $of: [ID!]!) { collectionAddProducts(id: $id, productIds: $of) { userErrors { message } } }'
    await ask(sim, put, { id: collection.id, of: [product?.id] })
    const find =
      'query ($query: String) { collections(first: 9, query: $query) { nodes { title } } collectionsCount(query: $query) { count } }'
    expect(await ask(sim, find, { query: 'title:summer' })).toMatchObject({ collectionsCount: { count: 1 } })
    expect(await ask(sim, find, { query: 'title:winter' })).toMatchObject({ collectionsCount: { count: 0 } })
    expect(await titles(sim, `collection_id:${collection.legacyResourceId}`)).toEqual(['Linen Shirt'])
  })
})
