import { afterEach, expect, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts'

const running: Sandbox[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()))
})

async function start(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options)
  running.push(sandbox)
  return sandbox
}

test('serves the sample on both sides, with variables that open it', async () => {
  const { env, brand, plytix, amazon } = await start({ listings: 60, seed: 4 })

  const plytixToken = await fetch(`${env.PLYTIX_AUTH_URL}/auth/api/get-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ api_key: env.PLYTIX_API_KEY, api_password: env.PLYTIX_API_PASSWORD }),
  })
  const amazonToken = await fetch(`${env.SP_API_LWA_URL}/auth/o2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: env.SP_API_REFRESH_TOKEN ?? '',
      client_id: env.SP_API_CLIENT_ID ?? '',
      client_secret: env.SP_API_CLIENT_SECRET ?? '',
    }),
  })

  expect([plytixToken.status, amazonToken.status]).toEqual([200, 200])
  expect(brand).toBe('Prairie Boot Co')
  expect(plytix.store.productCount()).toBeGreaterThan(50)
  expect(amazon.items.length).toBeGreaterThanOrEqual(60)
  expect([env.PLYTIX_API_URL, env.SP_API_URL]).toEqual([plytix.url, amazon.url])
})

test('is generous unless told otherwise', async () => {
  const usual = await start({ listings: 5 })
  const strict = await start({
    listings: 5,
    amazon: { limits: {} },
    plytix: { limits: [{ limit: 20, window_size: 10 }] },
  })

  expect(usual.plytix.options.limits).toEqual([
    { limit: 600, window_size: 10 },
    { limit: 50_000, window_size: 3600 },
  ])
  expect(usual.amazon.options.limits.searchCatalogItems.rate).toBe(20)
  expect(strict.plytix.options.limits).toEqual([{ limit: 20, window_size: 10 }])
  expect(strict.amazon.options.limits.searchCatalogItems.rate).toBe(2)
})

test('serves a given catalogue and account, and says which brand is the commonest', async () => {
  const items = ['Juniper', 'Juniper', 'Stockyard'].map((brand, i) => ({
    asin: `B0JUNIPER${i}`,
    summaries: [{ marketplaceId: 'ATVPDKIKX0DER', brand }],
  }))

  const bare = await start({ items })
  const given = await start({ items, account: { products: [{ sku: 'JB-10' }] } })

  expect(bare.brand).toBe('Juniper')
  expect(bare.amazon.items).toHaveLength(3)
  expect([bare.plytix.store.productCount(), given.plytix.store.productCount()]).toEqual([0, 1])
})

test('takes three ports in a row when given the first, and leaves none open when one is taken', async () => {
  // Below the range that free ports are taken from, so that no other test is in the way.
  const port = 20_000 + (process.pid % 3000) * 4
  const first = await start({ listings: 5, port })

  await expect(startSandbox({ listings: 5, port: port + 2 })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const { plytix, amazon } = first
  const ports = [plytix.url, plytix.authUrl, amazon.url].map((url) => Number(new URL(url).port))
  expect(ports).toEqual([port, port + 1, port + 2])
  await first.close()
  expect((await start({ listings: 5, port })).env.SP_API_URL).toBe(`http://127.0.0.1:${port + 2}`)
})

test('an account that contradicts itself starts nothing', async () => {
  const account = { products: [{ sku: 'JB-10' }, { sku: 'JB-10' }] }

  await expect(startSandbox({ listings: 5, account })).rejects.toThrow('two products with the SKU JB-10')
})
