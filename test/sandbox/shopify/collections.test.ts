import { describe, expect, test } from 'vitest'
import { make } from './made.ts'
import { ask, handClock, start } from './support.ts'

const CREATE = `mutation ($input: CollectionInput!) {
  collectionCreate(input: $input) { collection { id handle } userErrors { field message } }
}`
const OF = 'query ($id: ID!) { product(id: $id) { collections(first: 10) { nodes { title } } } }'

describe('a collection', () => {
  test('gets a handle of its title, with a number when it is taken', async () => {
    const sim = await start()
    const handles: string[] = []
    for (let count = 0; count < 2; count += 1) {
      handles.push((await ask(sim, CREATE, { input: { title: 'Winter Boots!' } })).collectionCreate.collection.handle)
    }
    expect(handles).toEqual(['winter-boots', 'winter-boots-1'])
  })

  test('takes products at once, and passes over those that are in it and those that nobody knows', async () => {
    const sim = await start()
    const { id } = await make(sim)
    const { collection } = (await ask(sim, CREATE, { input: { title: 'All' } })).collectionCreate
    const join = `mutation ($id: ID!, $productIds: [ID!]!) {
      collectionAddProducts(id: $id, productIds: $productIds) { userErrors { message } }
    }`
    const productIds = [id, 'gid://shopify/Product/999', id]
    expect((await ask(sim, join, { id: collection.id, productIds })).collectionAddProducts.userErrors).toEqual([])
    expect((await ask(sim, join, { id: collection.id, productIds })).collectionAddProducts.userErrors).toEqual([])
    expect((await ask(sim, OF, { id })).product.collections.nodes).toEqual([{ title: 'All' }])
  })

  test('takes and gives up products by a job', async () => {
    const clock = handClock()
    const sim = await start({ clock, asyncMs: 1000 })
    const { id } = await make(sim)
    const { collection } = (await ask(sim, CREATE, { input: { title: 'All', products: [id] } })).collectionCreate
    const { collectionRemoveProducts } = await ask(
      sim,
      'mutation ($id: ID!, $productIds: [ID!]!) { collectionRemoveProducts(id: $id, productIds: $productIds) { job { id done } userErrors { message } } }',
      { id: collection.id, productIds: [id] },
    )
    expect(collectionRemoveProducts.job).toMatchObject({ done: false })
    expect((await ask(sim, OF, { id })).product.collections.nodes).toHaveLength(1)
    clock.move(1000)
    expect((await ask(sim, OF, { id })).product.collections.nodes).toEqual([])
  })

  test('that a rule fills takes nothing by hand', async () => {
    const sim = await start()
    const { id } = await make(sim, { tags: ['warm'] })
    const ruleSet = { appliedDisjunctively: false, rules: [{ column: 'TAG', relation: 'EQUALS', condition: 'warm' }] }
    const { collection } = (await ask(sim, CREATE, { input: { title: 'Warm', ruleSet } })).collectionCreate
    expect((await ask(sim, OF, { id })).product.collections.nodes).toEqual([{ title: 'Warm' }])
    const { collectionAddProductsV2 } = await ask(
      sim,
      'mutation ($id: ID!, $productIds: [ID!]!) { collectionAddProductsV2(id: $id, productIds: $productIds) { job { id } userErrors { field message } } }',
      { id: collection.id, productIds: [id] },
    )
    expect(collectionAddProductsV2).toEqual({
      job: null,
      userErrors: [{ field: ['id'], message: "Can't manually add products to a smart collection" }],
    })
  })

  test('has a source from 2026-07 on, and takes products through it', async () => {
    const clock = handClock()
    const sim = await start({ clock, asyncMs: 1000 })
    const { id } = await make(sim)
    const { collectionCreate } = await ask(
      sim,
      'mutation { collectionCreate(collection: { title: "New" }) { collection { id sources { id title } } userErrors { message } } }',
    )
    const { collection } = collectionCreate
    await ask(
      sim,
      'mutation ($collection: CollectionUpdateInput!) { collectionUpdate(collection: $collection) { userErrors { message } } }',
      {
        collection: {
          id: collection.id,
          sourcesToUpdate: [
            { condition: { id: collection.sources[0].id, inclusion: { selectionsToAdd: [{ productId: id }] } } },
          ],
        },
      },
    )
    clock.move(1000)
    expect((await ask(sim, OF, { id })).product.collections.nodes).toEqual([{ title: 'New' }])
  })
})

test('products are found by the collection that they are in, and collections by their words', async () => {
  const sim = await start()
  const { id } = await make(sim)
  await make(sim)
  const { collection } = (await ask(sim, CREATE, { input: { title: 'Winter boots', products: [id] } })).collectionCreate
  const found = await ask(
    sim,
    'query ($in: String!, $word: String!) { products(first: 5, query: $in) { nodes { id } } collections(first: 5, query: $word) { nodes { id } } }',
    { in: `collection_id:${collection.id.split('/').at(-1)}`, word: 'title:winter' },
  )
  expect(found).toEqual({ products: { nodes: [{ id }] }, collections: { nodes: [{ id: collection.id }] } })
})

describe('the collections of a product', () => {
  const SET = `mutation ($id: ID!, $collections: [ID!]!) {
    productSet(identifier: { id: $id }, input: { title: "Boot", collections: $collections }) { userErrors { field message } }
  }`

  test('are those of the list and no others; what a rule fills is not touched', async () => {
    const sim = await start()
    const { id } = await make(sim, { tags: ['warm'] })
    const rules = { appliedDisjunctively: false, rules: [{ column: 'TAG', relation: 'EQUALS', condition: 'warm' }] }
    const made: string[] = []
    for (const input of [{ title: 'One', products: [id] }, { title: 'Two' }, { title: 'Warm', ruleSet: rules }]) {
      made.push((await ask(sim, CREATE, { input })).collectionCreate.collection.id)
    }
    expect((await ask(sim, SET, { id, collections: [made[1]] })).productSet.userErrors).toEqual([])
    const { nodes } = (await ask(sim, OF, { id })).product.collections
    expect(nodes).toEqual([{ title: 'Two' }, { title: 'Warm' }])
    const smart = await ask(sim, SET, { id, collections: [made[2]] })
    expect(smart.productSet.userErrors).toMatchObject([{ field: ['input', 'collections', '0'] }])
  })

  test('grow and shrink by an update, one at a time', async () => {
    const sim = await start()
    const { id } = await make(sim)
    const one = (await ask(sim, CREATE, { input: { title: 'One', products: [id] } })).collectionCreate.collection.id
    const two = (await ask(sim, CREATE, { input: { title: 'Two' } })).collectionCreate.collection.id
    await ask(
      sim,
      'mutation ($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }',
      { product: { id, collectionsToJoin: [two], collectionsToLeave: [one] } },
    )
    expect((await ask(sim, OF, { id })).product.collections.nodes).toEqual([{ title: 'Two' }])
  })
})
