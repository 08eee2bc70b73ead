import { expect, test } from 'vitest'
import { type ShopSandbox, startShopSandbox } from '../../src/sandbox/shop-sandbox.ts'

async function titlesIn({ env }: ShopSandbox): Promise<string[]> {
  const response = await fetch(`${env.SHOPIFY_API_URL}/admin/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': env.SHOPIFY_ACCESS_TOKEN ?? '' },
    body: JSON.stringify({ query: '{ products(first: 50) { nodes { title } } }' }),
  })
  const body = (await response.json()) as { data: { products: { nodes: { title: string }[] } } }
  return body.data.products.nodes.map(({ title }) => title)
}

test('a shop is reached by its variables, and holds as many products as there are to be', async () => {
  const sandbox = await startShopSandbox({ listings: 7 })
  try {
    expect(await titlesIn(sandbox)).toHaveLength(7)
    expect((await sandbox.open()).calls).toHaveLength(1)
    expect(Object.keys(sandbox.env)).toEqual(['SHOPIFY_SHOP_URL', 'SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_API_URL'])
  } finally {
    await sandbox.close()
  }
})

test('the options say what it holds, and with what token it opens', async () => {
  const sandbox = await startShopSandbox({ listings: 7, shopify: { products: 0, accessToken: 'shpat_other' } })
  try {
    expect(sandbox.env.SHOPIFY_ACCESS_TOKEN).toBe('shpat_other')
    expect(await titlesIn(sandbox)).toEqual([])
  } finally {
    await sandbox.close()
  }
})
