import { describe, expect, test } from 'vitest'
import type { ShopifySim, ShopifySimOptions } from '../../../src/sandbox/shopify/index.ts'
import { make, SIZES } from './made.ts'
import { ask, type Loose, post, refusal, start } from './support.ts'

const SET = `mutation ($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { reason changes { name delta } }
    userErrors { field message code }
  }
}`

/** A product of two sizes, and what is in stock of them. */
async function shop(options: ShopifySimOptions = {}) {
  const sim = await start(options)
  const { locations } = await ask(sim, '{ locations(first: 5) { nodes { id name } } }')
  const [{ id: locationId }] = locations.nodes
  const { variants } = await make(sim, SIZES)
  const [first = { item: '' }, second = { item: '' }] = variants
  for (const { item } of [first, second]) {
    await ask(
      sim,
      'mutation ($item: ID!, $location: ID!) { inventoryActivate(inventoryItemId: $item, locationId: $location, available: 7) @idempotent(key: "a") { userErrors { message } } }',
      { item, location: locationId },
    )
  }
  return { sim, locationId, items: [first.item, second.item] as [string, string] }
}

async function stockOf(sim: ShopifySim, id: string): Promise<{ [name: string]: number }> {
  const { inventoryItem } = await ask(
    sim,
    'query ($id: ID!) { inventoryItem(id: $id) { inventoryLevels(first: 5) { nodes { quantities(names: ["available", "on_hand"]) { name quantity } } } } }',
    { id },
  )
  const [level] = inventoryItem.inventoryLevels.nodes
  return Object.fromEntries(level.quantities.map(({ name, quantity }: Loose) => [name, quantity]))
}

function input(quantities: object[], more: object = {}): object {
  return { name: 'available', reason: 'correction', quantities, ...more }
}

describe('setting quantities', () => {
  test('moves what is available and what is on hand together', async () => {
    const { sim, locationId, items } = await shop()
    const line = { inventoryItemId: items[0], locationId, quantity: 5, changeFromQuantity: 7 }
    const { inventorySetQuantities } = await ask(sim, SET, { input: input([line]), key: 'k1' })
    expect(inventorySetQuantities).toEqual({
      inventoryAdjustmentGroup: {
        reason: 'correction',
        changes: [
          { name: 'available', delta: -2 },
          { name: 'on_hand', delta: -2 },
        ],
      },
      userErrors: [],
    })
    expect(await stockOf(sim, items[0])).toEqual({ available: 5, on_hand: 5 })
  })

  test('needs a key', async () => {
    const { sim, locationId, items } = await shop()
    const line = { inventoryItemId: items[0], locationId, quantity: 5, changeFromQuantity: 7 }
    const { body } = await post(sim, {
      query: SET.replace('@idempotent(key: $key)', '').replace(', $key: String!', ''),
      variables: { input: input([line]) },
    })
    expect(refusal(body)).toMatch(/^BAD_REQUEST: The @idempotent directive is required/)
  })

  test('needs to be told what it was, were it only that it does not matter', async () => {
    const { sim, locationId, items } = await shop()
    const line = { inventoryItemId: items[0], locationId, quantity: 5 }
    const { body } = await post(sim, { query: SET, variables: { input: input([line]), key: 'k' } })
    expect(refusal(body)).toMatch(/^INVALID_FIELD_ARGUMENTS: /)
    const blind = { ...line, changeFromQuantity: null }
    expect((await ask(sim, SET, { input: input([blind]), key: 'k' })).inventorySetQuantities.userErrors).toEqual([])
  })

  test('changes nothing when one of them is not what it was', async () => {
    const { sim, locationId, items } = await shop()
    const [right, wrong] = items.map((inventoryItemId, place) => ({
      ...{ inventoryItemId, locationId, quantity: 5 },
      changeFromQuantity: place === 0 ? 7 : 6,
    }))
    const { inventorySetQuantities } = await ask(sim, SET, {
      input: input([right as object, wrong as object]),
      key: 'k',
    })
    expect(inventorySetQuantities.userErrors).toMatchObject([
      { field: ['input', 'quantities', '1', 'changeFromQuantity'], code: 'CHANGE_FROM_QUANTITY_STALE' },
    ])
    expect(await stockOf(sim, items[0])).toEqual({ available: 7, on_hand: 7 })
  })

  test('with the key of another setting is refused, and with its own answered again without being done', async () => {
    const { sim, locationId, items } = await shop()
    const line = { inventoryItemId: items[0], locationId, quantity: 5, changeFromQuantity: null }
    const first = await ask(sim, SET, { input: input([line]), key: 'k' })
    await ask(sim, SET, { input: input([{ ...line, quantity: 6 }]), key: 'other' })
    expect(await ask(sim, SET, { input: input([line]), key: 'k' })).toEqual(first)
    expect(await stockOf(sim, items[0])).toMatchObject({ available: 6 })
    const { inventorySetQuantities } = await ask(sim, SET, { input: input([{ ...line, quantity: 9 }]), key: 'k' })
    expect(inventorySetQuantities.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }])
  })

  test.each([
    ['an item that is not there', { inventoryItemId: 'gid://shopify/InventoryItem/1' }, 'INVALID_INVENTORY_ITEM'],
    ['a place that is not there', { locationId: 'gid://shopify/Location/1' }, 'INVALID_LOCATION'],
    ['a quantity beyond all measure', { quantity: 2_000_000_000 }, 'INVALID_QUANTITY_TOO_HIGH'],
  ])('is refused for %s', async (_title, wrong, code) => {
    const { sim, locationId, items } = await shop()
    const line = { inventoryItemId: items[0], locationId, quantity: 5, changeFromQuantity: null, ...wrong }
    const { inventorySetQuantities } = await ask(sim, SET, { input: input([line]), key: 'k' })
    expect(inventorySetQuantities.userErrors).toMatchObject([{ code }])
  })

  test.each([
    ['2026-07', 'ITEM_NOT_STOCKED_AT_LOCATION'],
    ['2026-10', 'INVALID_LOCATION'],
  ])('is refused where the item is not stocked, by %s as %s', async (version, code) => {
    const sim = await start()
    const [{ id: locationId }] = (await ask(sim, '{ locations(first: 1) { nodes { id } } }')).locations.nodes
    const second = { __typename: 'Location' as const, id: sim.store.newId('Location'), name: 'Second', isActive: true }
    sim.store.add(second)
    const { variants } = await make(sim, SIZES)
    const line = { inventoryItemId: variants[0]?.item, locationId: second.id, quantity: 5, changeFromQuantity: null }
    expect(locationId).not.toBe(second.id)
    const { body } = await post(sim, { query: SET, variables: { input: input([line]), key: 'k' } }, { version })
    expect(body.data.inventorySetQuantities.userErrors).toMatchObject([{ code }])
  })
})
