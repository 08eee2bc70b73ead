import { describe, expect, test } from 'vitest'
import { codes, set } from './product-set.ts'
import { ask, start } from './support.ts'

describe('a custom id', () => {
  const ID = { name: 'Key', namespace: 'sync', key: 'key', type: 'id', ownerType: 'PRODUCT' }

  test('by custom id makes the product with it, then finds it, and another product cannot take it', async () => {
    const sim = await start()
    await ask(
      sim,
      'mutation ($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) { userErrors { code } } }',
      { d: ID },
    )
    const identifier = { customId: { namespace: 'sync', key: 'key', value: 'A1' } }
    const made = await set(sim, { title: 'Cup' }, identifier)
    const again = await set(sim, { title: 'Mug' }, identifier)
    expect([again.product.id, again.product.title]).toEqual([made.product.id, 'Mug'])
    const look =
      'query ($i: ProductIdentifierInput!) { productByIdentifier(identifier: $i) { id metafield(namespace: "sync", key: "key") { type value } } }'
    expect((await ask(sim, look, { i: identifier })).productByIdentifier).toEqual({
      id: made.product.id,
      metafield: { type: 'id', value: 'A1' },
    })
    const same = [{ namespace: 'sync', key: 'key', type: 'id', value: 'A1' }]
    expect(codes(await set(sim, { title: 'Other', metafields: same }))).toEqual(['CAPABILITY_VIOLATION'])
  })

  test('by custom id has to stand among the metafields, where there are any', async () => {
    const sim = await start()
    await ask(
      sim,
      'mutation ($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) { userErrors { code } } }',
      { d: ID },
    )
    const metafields = [{ namespace: 'custom', key: 'material', type: 'single_line_text_field', value: 'Linen' }]
    const identifier = { customId: { namespace: 'sync', key: 'key', value: 'A1' } }
    expect(codes(await set(sim, { title: 'x', metafields }, identifier))).toEqual(['METAFIELD_MISMATCH'])
  })
})
