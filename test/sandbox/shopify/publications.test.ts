import { expect, test } from 'vitest'
import { make } from './made.ts'
import { ask, post, refusal, start } from './support.ts'

const PUBLISH = `mutation ($id: ID!, $input: [PublicationInput!]!) {
  publishablePublish(id: $id, input: $input) {
    publishable { availablePublicationsCount { count } resourcePublicationsCount(onlyPublished: false) { count } }
    userErrors { field message }
  }
}`

async function shop() {
  const sim = await start()
  const { publications } = await ask(sim, '{ publications(first: 10) { nodes { id name } } }')
  return { sim, online: publications.nodes.find(({ name }: { name: string }) => name === 'Online Store').id }
}

test('a new product is shown nowhere', async () => {
  const { sim } = await shop()
  const { id } = await make(sim)
  const query = 'query ($id: ID!) { product(id: $id) { publishedAt resourcePublicationsCount { count } } }'
  expect((await ask(sim, query, { id })).product).toEqual({
    publishedAt: null,
    resourcePublicationsCount: { count: 0 },
  })
})

test.each([
  ['a product that is active is shown once it is published', 'ACTIVE', 1],
  ['a draft can be published, and is shown only when it is active', 'DRAFT', 0],
])('%s', async (_title, status, count) => {
  const { sim, online } = await shop()
  const { id } = await make(sim, { status })
  const { publishablePublish } = await ask(sim, PUBLISH, { id, input: [{ publicationId: online }] })
  expect(publishablePublish).toEqual({
    publishable: { availablePublicationsCount: { count }, resourcePublicationsCount: { count: 1 } },
    userErrors: [],
  })
})

test('a product goes from a publication again', async () => {
  const { sim, online } = await shop()
  const { id } = await make(sim)
  await ask(sim, PUBLISH, { id, input: [{ publicationId: online }] })
  const { publishableUnpublish } = await ask(sim, PUBLISH.replaceAll('publishablePublish', 'publishableUnpublish'), {
    id,
    input: [{ publicationId: online }],
  })
  expect(publishableUnpublish.publishable.resourcePublicationsCount).toEqual({ count: 0 })
})

test('a publication that is not there is refused, and nothing is published', async () => {
  const { sim, online } = await shop()
  const { id } = await make(sim)
  const input = [{ publicationId: online }, { publicationId: 'gid://shopify/Publication/1' }]
  const { publishablePublish } = await ask(sim, PUBLISH, { id, input })
  expect(publishablePublish.userErrors).toMatchObject([{ field: ['input', '1', 'publicationId'] }])
  expect(publishablePublish.publishable.resourcePublicationsCount).toEqual({ count: 0 })
})

test('publishing needs a scope of its own', async () => {
  const sim = await start({ scopes: ['write_products'] })
  const { id } = await make(sim)
  const { body } = await post(sim, { query: PUBLISH, variables: { id, input: [] } })
  expect(refusal(body)).toMatch(/^ACCESS_DENIED/)
})
