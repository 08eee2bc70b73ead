import { expect, test } from 'vitest'
import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { set } from './product-set.ts'
import { ask, type Loose, start } from './support.ts'

const CREATE = `mutation ($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) {
  createdDefinition { id namespace key ownerType type { name } capabilities { uniqueValues { enabled } } pinnedPosition }
  userErrors { field message code }
} }`
const KEY = { name: 'Key', namespace: 'custom', key: 'key', type: 'id', ownerType: 'PRODUCT' }

async function create(sim: ShopifySim, definition: object): Promise<Loose> {
  return (await ask(sim, CREATE, { definition })).metafieldDefinitionCreate
}

test('a definition of type id has unique values, whether asked for or not', async () => {
  const { createdDefinition, userErrors } = await create(await start(), KEY)
  expect(userErrors).toEqual([])
  expect(createdDefinition).toMatchObject({ type: { name: 'id' }, capabilities: { uniqueValues: { enabled: true } } })
})

test.each([
  [
    'unique values that are switched off for type id',
    { capabilities: { uniqueValues: { enabled: false } } },
    'definition CAPABILITY_REQUIRED_BUT_DISABLED: Capability unique_values is required for type id but is disabled',
  ],
  [
    'a type that there is none of',
    { type: 'colour' },
    'definition.type INCLUSION: Type name colour is not a valid type.',
  ],
  [
    'a key with other characters',
    { key: 'a$b' },
    'definition.key INVALID_CHARACTER: Key contains one or more invalid characters.',
  ],
  [
    'a short namespace',
    { namespace: 'ab' },
    'definition.namespace TOO_SHORT: Namespace is too short (minimum is 3 characters)',
  ],
])('refuses %s', async (_title, wrong, said) => {
  const { createdDefinition, userErrors } = await create(await start(), { ...KEY, ...wrong })
  const [{ field, code, message }] = userErrors
  expect([createdDefinition, `${field.join('.')} ${code}: ${message}`]).toEqual([null, said])
})

test('refuses a key that is in use there', async () => {
  const sim = await start()
  await create(sim, KEY)
  expect((await create(sim, KEY)).userErrors).toEqual([
    {
      field: ['definition', 'key'],
      message: "Key is in use for Product metafields on the 'custom' namespace.",
      code: 'TAKEN',
    },
  ])
  expect((await create(sim, { ...KEY, ownerType: 'PRODUCTVARIANT' })).userErrors).toEqual([])
})

test('pins twenty of an owner type, and has 256 of them', async () => {
  const sim = await start({ throttle: false })
  const codes: string[] = []
  for (let place = 0; place < 257; place++) {
    const { userErrors } = await create(sim, { ...KEY, key: `key_${place}`, pin: place < 21 })
    if (userErrors.length > 0) codes.push(`${place} ${userErrors[0].code}`)
  }
  expect(codes).toEqual(['20 PINNED_LIMIT_REACHED'])
  expect((await create(sim, { ...KEY, key: 'more' })).userErrors[0].code).toBe('RESOURCE_TYPE_LIMIT_EXCEEDED')
})

test('gives metafields their type, and refuses another', async () => {
  const sim = await start()
  await create(sim, { ...KEY, type: 'number_integer' })
  const entry = { namespace: 'custom', key: 'key', value: '7' }
  expect((await set(sim, { title: 'x', metafields: [entry] })).userErrors).toEqual([])
  const { userErrors } = await set(sim, { title: 'x', metafields: [{ ...entry, type: 'json' }] })
  expect(userErrors[0]).toMatchObject({ field: ['input', 'metafields', '0', 'type'], code: 'INVALID_METAFIELD' })
})

test('are listed by owner type and namespace, found by name, and deleted with their metafields', async () => {
  const sim = await start()
  await create(sim, KEY)
  await create(sim, { ...KEY, namespace: 'other' })
  const { product } = await set(sim, { title: 'x', metafields: [{ namespace: 'custom', key: 'key', value: 'A' }] })
  const list = 'query { metafieldDefinitions(first: 9, ownerType: PRODUCT, namespace: "custom") { nodes { key } } }'
  expect((await ask(sim, list)).metafieldDefinitions.nodes).toEqual([{ key: 'key' }])
  const name = { ownerType: 'PRODUCT', namespace: 'custom', key: 'key' }
  const one =
    'query ($name: MetafieldDefinitionIdentifierInput!) { metafieldDefinition(identifier: $name) { type { name } } }'
  expect((await ask(sim, one, { name })).metafieldDefinition).toEqual({ type: { name: 'id' } })
  const remove = `mutation ($name: MetafieldDefinitionIdentifierInput!, $all: Boolean!) {
    metafieldDefinitionDelete(identifier: $name, deleteAllAssociatedMetafields: $all) { deletedDefinitionId userErrors { code } } }`
  const kept = await ask(sim, remove, { name, all: false })
  expect(kept.metafieldDefinitionDelete.userErrors).toEqual([{ code: 'ID_TYPE_DELETION_ERROR' }])
  expect((await ask(sim, remove, { name, all: true })).metafieldDefinitionDelete.userErrors).toEqual([])
  const read = 'query ($id: ID!) { product(id: $id) { metafield(namespace: "custom", key: "key") { value } } }'
  expect((await ask(sim, read, { id: product.id })).product.metafield).toBeNull()
})

test.each([
  [
    'choices',
    '["Linen","Wool"]',
    { Linen: 'right', Silk: 'Value does not exist in provided choices: ["Linen","Wool"].' },
  ],
  ['max', '4', { Wool: 'right', Linen: 'Value has a maximum length of 4.' }],
  ['min', '5', { Wool: 'Value has a minimum length of 5.', Linen: 'right' }],
  ['regex', '^L', { Wool: 'Value does not match the pattern of the definition.', Linen: 'right' }],
])('refuses values that its %s do not allow', async (name, rule, expected) => {
  const sim = await start()
  await create(sim, { ...KEY, type: 'single_line_text_field', validations: [{ name, value: rule }] })
  for (const [value, said] of Object.entries(expected)) {
    const { userErrors } = await set(sim, { title: 'x', metafields: [{ namespace: 'custom', key: 'key', value }] })
    expect(userErrors[0]?.message ?? 'right').toBe(said)
  }
})

test.each([
  ['max', 'many'],
  ['choices', 'Linen'],
  ['regex', '('],
  ['colour', 'red'],
])('refuses the validation %s of %s', async (name, value) => {
  const { userErrors } = await create(await start(), {
    ...KEY,
    type: 'list.single_line_text_field',
    validations: [{ name, value }],
  })
  expect(userErrors).toMatchObject([{ field: ['definition', 'validations'], code: 'INVALID_OPTION' }])
})
