import { describe, expect, test } from 'vitest'
import { set } from './product-set.ts'
import { ask, handClock, type Loose, refusal, say, start } from './support.ts'

const ID = 'gid://shopify/Product/1'
const connection = (size: number) => `{ products(first: ${size}) { nodes { id } } }`

async function requested(query: string, variables: object = {}): Promise<number> {
  return (await say(await start(), query, variables)).extensions.cost.requestedQueryCost
}

describe('the requested cost', () => {
  test.each([
    ['an object', `{ product(id: "${ID}") { id title } }`, 1],
    ['an object in an object', `{ product(id: "${ID}") { id seo { title } category { id } } }`, 3],
    ['a list of objects as one', `{ product(id: "${ID}") { options { name optionValues { name } } } }`, 3],
    ['a page of 1', connection(1), 3],
    ['a page of 10', connection(10), 6],
    ['a page of 50', connection(50), 9],
    ['a page of 250', connection(250), 13],
    ['edges and nodes side by side', '{ products(first: 10) { edges { node { id } } nodes { id } } }', 10],
    ['pageInfo as nothing', '{ products(first: 10) { nodes { id } pageInfo { hasNextPage } } }', 6],
    ['pages in a page', '{ products(first: 10) { nodes { id variants(first: 10) { nodes { id } } } } }', 30],
    ['a count of the root', '{ productsCount { count } }', 10],
    [
      'what a fragment asks for once',
      `{ product(id: "${ID}") { ...A ...A } } fragment A on Product { seo { title } }`,
      2,
    ],
    [
      'the dearest of fragments beside what all share',
      '{ productOperation(id: "gid://shopify/ProductSetOperation/1") { product { seo { title } } ... on ProductSetOperation { userErrors { message } } ... on ProductDeleteOperation { id } } }',
      4,
    ],
    ['what is skipped as nothing', `{ shop { name } product(id: "${ID}") @skip(if: true) { id } }`, 1],
    ['two fields of the root', `{ a: product(id: "${ID}") { id } b: product(id: "${ID}") { id } }`, 2],
  ])('counts %s', async (_title, query, cost) => {
    expect(await requested(query)).toBe(cost)
  })

  test('counts by what variables say', async () => {
    const query = 'query ($first: Int) { products(first: $first) { nodes { id } } }'
    expect([await requested(query, { first: 1 }), await requested(query, { first: 250 })]).toEqual([3, 13])
    expect(await requested('query ($first: Int = 50) { products(first: $first) { nodes { id } } }')).toBe(9)
  })

  test('of a mutation is 10, its payload free but for what is in it', async () => {
    const update = (selected: string) => `mutation { tagsAdd(id: "${ID}", tags: ["x"]) { ${selected} } }`
    expect(await requested(update('node { id } userErrors { message }'))).toBe(10)
    const inner = 'node { ... on Product { seo { title } category { id } } }'
    expect(await requested(update(inner))).toBe(12)
  })

  test('of productSet grows with its input', async () => {
    const query =
      'mutation ($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { field } } }'
    const metafield = { namespace: 'custom', key: 'material', type: 'single_line_text_field', value: 'x' }
    const variant = { optionValues: [{ optionName: 'Size', name: 'S' }] }
    const cost = (input: object) => requested(query, { input })
    expect(await cost({ title: 'x' })).toBe(10)
    expect(await cost({ title: 'x', variants: Array.from({ length: 100 }, () => variant) })).toBe(30)
    expect(await cost({ title: 'x', variants: Array.from({ length: 2048 }, () => variant) })).toBe(420)
    expect(await cost({ title: 'x', metafields: Array.from({ length: 10 }, () => metafield) })).toBe(14)
    expect(await cost({ title: 'x', variants: [{ ...variant, metafields: [metafield, metafield] }] })).toBe(11)
  })
})

describe('the actual cost', () => {
  test('is that of what came, and the difference comes back', async () => {
    const sim = await start({ clock: handClock() })
    for (const title of ['A', 'B']) await set(sim, { title })
    const query = `{ product(id: "${ID}") { id } products(first: 250) { nodes { id } } }`
    const { cost } = (await say(sim, query)).extensions
    expect(cost).toMatchObject({ requestedQueryCost: 14, actualQueryCost: 5 })
    expect(sim.calls.at(-1)).toMatchObject({ requestedCost: 14, actualCost: 5, fields: ['product', 'products'] })
  })
})

describe('the bucket', () => {
  const DEAR = '{ a: products(first: 250) { nodes { id variants(first: 20) { nodes { id } } } } }'

  test('pays the requested cost up front and refuses what does not fit, with status 200', async () => {
    const clock = handClock()
    const sim = await start({ clock, bucket: 100, restoreRate: 10 })
    const { extensions } = await say(sim, DEAR)
    expect(extensions.cost).toMatchObject({ requestedQueryCost: 90, actualQueryCost: 3 })
    await ask(sim, connection(250))
    const refused = await say(
      sim,
      '{ a: productsCount { count } b: productsCount { count } c: products(first: 250) { nodes { id variants(first: 20) { nodes { id } } } } }',
    )
    expect(refusal(refused)).toBe('THROTTLED: Throttled')
    expect(refused.data).toBeUndefined()
    expect(refused.extensions.cost).toMatchObject({
      requestedQueryCost: 110,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 100, currentlyAvailable: 94, restoreRate: 10 },
    })
  })

  test('fills by its rate, to its brim', async () => {
    const clock = handClock()
    const sim = await start({ clock, bucket: 100, restoreRate: 10 })
    const left = async () =>
      (await say(sim, '{ productsCount { count } }')).extensions.cost.throttleStatus.currentlyAvailable
    expect([await left(), await left()]).toEqual([90, 80])
    clock.move(500)
    expect(await left()).toBe(75)
    clock.move(60_000)
    expect(await left()).toBe(90)
  })

  test('holds twenty seconds of its rate, 2000 points unless told', async () => {
    const status = async (options: object): Promise<Loose> =>
      (await say(await start(options), '{ shop { name } }')).extensions.cost.throttleStatus
    expect(await status({})).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 })
    expect(await status({ restoreRate: 1000 })).toMatchObject({ maximumAvailable: 20_000, restoreRate: 1000 })
  })

  test('never takes a query of more than 1000 points, however full it is', async () => {
    const sim = await start({ clock: handClock(), restoreRate: 1000 })
    const query =
      '{ products(first: 250) { nodes { variants(first: 250) { nodes { selectedOptions { optionValue { id } } product { seo { title } } inventoryItem { id measurement { weight { unit } } } } } } } }'
    const refused = await say(sim, query)
    expect(refused.errors[0]).toMatchObject({
      message: 'Query cost is 1003, which exceeds the single query max cost limit (1000).',
      extensions: { code: 'MAX_COST_EXCEEDED', cost: 1003, maxCost: 1000 },
    })
    expect(refused.extensions.cost.throttleStatus.currentlyAvailable).toBe(20_000)
  })

  test('runs each of several mutations in order, and is charged for each', async () => {
    const sim = await start({ clock: handClock() })
    const make =
      'mutation { a: productCreate(product: { title: "A" }) { product { handle } userErrors { message } } b: productCreate(product: {}) { userErrors { message } } c: productCreate(product: { title: "A" }) { product { handle } } }'
    const { data, extensions } = await say(sim, make)
    expect(extensions.cost).toMatchObject({ requestedQueryCost: 30, actualQueryCost: 30 })
    expect(data).toEqual({
      a: { product: { handle: 'a' }, userErrors: [] },
      b: { userErrors: [{ message: "Title can't be blank" }] },
      c: { product: { handle: 'a-1' } },
    })
    expect(sim.journal.map(({ field, userErrors }) => [field, userErrors])).toEqual([
      ['productCreate', 0],
      ['productCreate', 1],
      ['productCreate', 0],
    ])
  })
})
