import { describe, expect, test } from 'vitest'
import { COLOURS, colour, SET, SHIRT, set, texts } from './product-set.ts'
import { ask, handClock, refusal, say, start } from './support.ts'

describe('tags', () => {
  test('are trimmed, kept once in their first spelling, and sorted', async () => {
    const { product } = await set(await start(), { title: 'x', tags: [' Red ', 'red', 'RED', ' big   sale '] })
    expect(product.tags).toEqual(['big   sale', 'Red'])
  })

  test('of which one is too long are an error, and more than 250 are refused before', async () => {
    const sim = await start()
    expect(texts(await set(sim, { title: 'x', tags: ['x'.repeat(256)] }))).toEqual([
      'input.tags: Product tags is invalid',
    ])
    const tags = Array.from({ length: 251 }, (_, place) => `tag-${place}`)
    expect(refusal(await say(sim, SET, { input: { title: 'x', tags } }))).toMatch(/^MAX_INPUT_SIZE_EXCEEDED: /)
  })
})

describe('productSet that is not synchronous', () => {
  const POLL =
    'query ($id: ID!) { productOperation(id: $id) { status product { id title } ... on ProductSetOperation { userErrors { field code } } } }'

  test('promises, and its operation tells what became of it', async () => {
    const clock = handClock()
    const sim = await start({ clock, asyncMs: 1000 })
    const { productSet } = await ask(sim, SET, { input: { title: 'Later' }, synchronous: false })
    const { id } = productSet.productSetOperation
    expect(productSet).toMatchObject({
      product: null,
      userErrors: [],
      productSetOperation: { status: 'CREATED', product: null },
    })
    clock.move(600)
    expect((await ask(sim, POLL, { id })).productOperation).toMatchObject({ status: 'ACTIVE', product: null })
    clock.move(600)
    expect((await ask(sim, POLL, { id })).productOperation).toMatchObject({
      status: 'COMPLETE',
      product: { title: 'Later' },
    })
  })

  test('says what is wrong in the operation alone', async () => {
    const clock = handClock()
    const sim = await start({ clock })
    const { productSet } = await ask(sim, SET, { input: { title: 'x', productOptions: COLOURS }, synchronous: false })
    expect(productSet.userErrors).toEqual([])
    clock.move(1000)
    expect((await ask(sim, POLL, { id: productSet.productSetOperation.id })).productOperation).toEqual({
      status: 'COMPLETE',
      product: null,
      userErrors: [{ field: ['input', 'variants'], code: 'VARIANTS_INPUT_MISSING' }],
    })
  })
})

describe('stock by productSet', () => {
  const PLACE = { __typename: 'Location', id: 'gid://shopify/Location/7', name: 'Store', isActive: true } as const
  const stocked = (quantity: number) =>
    colour('Blue', { inventoryQuantities: [{ locationId: PLACE.id, name: 'available', quantity }] })

  test('is written whatever it was, and the total shows it late', async () => {
    const clock = handClock()
    const sim = await start({ clock, totalInventoryLagMs: 5000 })
    sim.store.add(PLACE)
    const { product } = await set(sim, { title: 'x', productOptions: COLOURS, variants: [stocked(4)] })
    expect(product.totalInventory).toBe(0)
    clock.move(5000)
    expect((await set(sim, { title: 'x' }, { id: product.id })).product.totalInventory).toBe(4)
  })

  test('is refused for a variant that is there and not stocked at the place', async () => {
    const sim = await start()
    const { product } = await set(sim, { title: 'x', productOptions: COLOURS, variants: [colour('Blue')] })
    sim.store.add(PLACE)
    const answer = await set(sim, { productOptions: COLOURS, variants: [stocked(4)] }, { id: product.id })
    expect(texts(answer)).toEqual(['input.variants.0.inventoryQuantities.0: The item is not stocked at the location.'])
  })
})

describe('the time of a product', () => {
  const READ = 'query ($id: ID!) { product(id: $id) { updatedAt } }'

  test.each([
    ['stays with a write that changes nothing', false, '2026-11-28T04:00:00Z'],
    ['moves with every write, as it is set', true, '2026-11-28T04:00:09Z'],
  ])('%s', async (_title, noopBumps, expected) => {
    const clock = handClock()
    const sim = await start({ clock, noopBumps })
    const { product } = await set(sim, SHIRT)
    clock.move(9000)
    await set(sim, { title: 'Shirt' }, { id: product.id })
    expect((await ask(sim, READ, { id: product.id })).product.updatedAt).toBe(expected)
  })
})
