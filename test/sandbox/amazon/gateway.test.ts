import { request } from 'node:http'
import { expect, test } from 'vitest'
import { amazon, get, ITEMS, listing, manualClock, search, signIn } from './support.ts'

const boot = listing('B0JUNIPER1')
const DENIED = 'Access to requested resource is denied.'
const PACE = { rate: 2, burst: 2 }

test('a call without a token, and a path that does not exist, lack an authentication token', async () => {
  const sim = await amazon([boot])

  for (const answer of [await get(sim, ITEMS, { token: '' }), await get(sim, '/catalog/v0/items')]) {
    expect(answer.status).toBe(403)
    expect(answer.body).toEqual({ errors: [{ code: 'MissingAuthenticationToken', message: DENIED }] })
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException')
  }
})

test('a token that was never given is revoked, malformed or invalid', async () => {
  const sim = await amazon([boot])

  const answer = await get(sim, ITEMS, { token: 'Atza|made-up' })

  expect(answer.status).toBe(403)
  const details = 'The access token you provided is revoked, malformed or invalid.'
  expect(answer.body).toEqual({ errors: [{ code: 'Unauthorized', message: DENIED, details }] })
})

test('an application without the role is denied without a reason', async () => {
  const sim = await amazon([boot], { missingRole: true })

  const answer = await search(sim, { keywords: 'boot' })

  expect(answer.status).toBe(403)
  expect(answer.body).toEqual({ errors: [{ code: 'Unauthorized', message: DENIED, details: '' }] })
  expect(answer.headers.get('x-amzn-errortype')).toBe('AccessDeniedException')
})

test('a marketplace that is not the seller’s is denied; one more that is the seller’s is served', async () => {
  const canadian = { marketplaceIds: 'A2EUQ1WTGCTBG2' }
  const maple = listing('B0MAPLE001', { marketplaceId: 'A2EUQ1WTGCTBG2', itemName: 'Maple Boot' })
  const american = await amazon([boot, maple])
  const both = await amazon([boot, maple], { marketplace: ['US', 'CA'] })

  expect((await search(american, { keywords: 'boot', ...canadian })).status).toBe(403)
  expect((await get(both, `${ITEMS}/B0MAPLE001`, { query: canadian })).status).toBe(200)
  expect((await get(both, `${ITEMS}/B0MAPLE001`)).status).toBe(404)
  expect((await search(both, { keywords: 'boot', ...canadian })).body.numberOfResults).toBe(1)
})

test('a GET with a body is thrown out as HTML before anything looks at it', async () => {
  const sim = await amazon([boot])
  const token = await signIn(sim)
  const headers = { 'x-amz-access-token': token, 'content-type': 'application/json', 'content-length': '2' }

  const answer = await new Promise<{ status?: number; type?: string; text: string }>((resolve, reject) => {
    const call = request(`${sim.url}${ITEMS}?keywords=boot`, { method: 'GET', headers }, async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text })
    })
    call.once('error', reject)
    call.end('{}')
  })

  expect(answer).toMatchObject({ status: 400, type: 'text/html' })
  expect(answer.text).toContain('<html>')
})

test('lets two calls a second through, after two at once', async () => {
  const clock = manualClock()
  const sim = await amazon([boot], { clock, limits: { searchCatalogItems: PACE } })
  const token = await signIn(sim)
  const look = async () => (await get(sim, ITEMS, { token, query: { keywords: 'boot' } })).status

  expect([await look(), await look(), await look()]).toEqual([200, 200, 429])
  clock.advance(400)
  expect(await look()).toBe(429)
  clock.advance(100)
  expect([await look(), await look()]).toEqual([200, 429])
  clock.advance(60_000)
  expect([await look(), await look(), await look()]).toEqual([200, 200, 429])
})

test('counts the two operations in buckets of their own', async () => {
  const limits = { searchCatalogItems: { rate: 0.001, burst: 1 }, getCatalogItem: { rate: 0.001, burst: 1 } }
  const sim = await amazon([boot], { limits })

  expect((await search(sim, { keywords: 'boot' })).status).toBe(200)
  expect((await search(sim, { keywords: 'boot' })).status).toBe(429)
  expect((await get(sim, `${ITEMS}/B0JUNIPER1`)).status).toBe(200)
  expect((await get(sim, `${ITEMS}/B0JUNIPER1`)).status).toBe(429)
})

test('is as slow as Amazon unless told otherwise', async () => {
  const sim = await amazon([boot], { limits: {} })

  expect(sim.options.limits).toMatchObject({ searchCatalogItems: PACE, getCatalogItem: PACE })
})

test('a 429 says neither how long to wait nor what the rate is', async () => {
  const sim = await amazon([boot], { limits: { searchCatalogItems: { rate: 0.001, burst: 1 } } })
  await search(sim, { keywords: 'boot' })

  const { status, headers, body } = await search(sim, { keywords: 'boot' })

  expect(status).toBe(429)
  const message = 'You exceeded your quota for the requested resource.'
  expect(body).toEqual({ errors: [{ code: 'QuotaExceeded', message, details: '' }] })
  expect(headers.get('x-amzn-errortype')).toBe('TooManyRequestsException')
  expect(headers.get('retry-after')).toBeNull()
  expect(headers.get('x-amzn-ratelimit-limit')).toBeNull()
  expect(headers.get('x-amzn-requestid')).toBeTruthy()
})

test('tells the rate on 200, 400 and 404 only, and a request id always', async () => {
  const sim = await amazon([boot], {
    limits: { searchCatalogItems: { rate: 2, burst: 99 }, getCatalogItem: { rate: 0.5, burst: 99 } },
  })
  const answers = [
    await search(sim, { keywords: 'boot' }),
    await search(sim, {}),
    await get(sim, `${ITEMS}/B0NOWHERE1`),
    await get(sim, ITEMS, { token: 'Atza|made-up' }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 403])
  expect(answers.map(({ headers }) => headers.get('x-amzn-ratelimit-limit'))).toEqual(['2.0', '2.0', '0.5', null])
  expect(new Set(answers.map(({ headers }) => headers.get('x-amzn-requestid'))).size).toBe(4)
})

test('waits before it answers when told so', async () => {
  const clock = manualClock()
  const sim = await amazon([boot], { clock, latencyMs: 250 })
  const before = clock.now()

  await search(sim, { keywords: 'boot' })

  expect(clock.now() - before).toBe(500)
})

test('keeps a journal of calls that holds no secret', async () => {
  const sim = await amazon([boot])

  await search(sim, { keywords: 'boot' })
  await get(sim, '/orders/v0/orders')

  expect(sim.calls.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/auth/o2/token', 200],
    ['GET', ITEMS, 200],
    ['POST', '/auth/o2/token', 200],
    ['GET', '/orders/v0/orders', 403],
  ])
  expect(sim.calls[1]?.query).toMatchObject({ keywords: 'boot' })
  expect(JSON.stringify(sim.calls)).not.toMatch(/Atza|Atzr|sandbox-secret/)
  expect(sim.counts()).toMatchObject({ token: 2, searchCatalogItems: 1, getCatalogItem: 0, unknown: 1, throttled: 0 })
})
