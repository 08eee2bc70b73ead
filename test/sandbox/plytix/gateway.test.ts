import { expect, test } from 'vitest'
import { openAccount, send } from './support.ts'

test.each([
  [undefined, 'Missing Authorization Header'],
  ['Bearer forged', 'Invalid token'],
  ['bearer forged', 'Bad Authorization header. Expected value: Bearer <token>'],
  ['sandbox-password', 'Bad Authorization header. Expected value: Bearer <token>'],
])('the authorization %j is answered 401', async (authorization, msg) => {
  const { sim } = await openAccount()
  const answer = await send(`${sim.url}/api/v1/filters/product`, 'GET', authorization ? { authorization } : {})
  expect([answer.status, answer.body]).toEqual([401, { error: { msg } }])
})

test('a trailing slash is redirected, even without a token', async () => {
  const { sim } = await openAccount()
  const answer = await send(`${sim.url}/api/v1/products/search/`, 'POST', { body: {} })
  expect([answer.status, answer.headers.get('location')]).toEqual([301, '/api/v1/products/search'])
})

test.each([
  ['GET', 'v1/products', 405],
  ['DELETE', 'v1/products/65a1b2c3d4e5000000000001/assets', 405],
  ['POST', 'v2/products/bulk', 405],
  ['GET', 'v1/filters/products', 404],
  ['GET', 'v1/jobs', 404],
  ['POST', 'v2/attributes/product/search', 404],
  ['POST', 'v3/products/search', 404],
  ['GET', 'v1/products/constructor', 404],
])('%s %s is answered %i', async (method, path, status) => {
  const { call } = await openAccount()
  expect((await call(method, path)).status).toBe(status)
})

test('a body that is no JSON is answered 400 with the reason', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', 'v1/products', '{"sku":')
  expect(answer.status).toBe(400)
  expect(answer.body.error.msg).toMatch(/^Failed to decode JSON object: /)
  expect(answer.body.error.errors).toEqual([{ field: 'http_status_code', msg: 400 }])
})

test('the short window turns the call away, unexecuted, and says how long to wait', async () => {
  const limits = [
    { limit: 3, window_size: 10 },
    { limit: 100, window_size: 3600 },
  ]
  const { sim, clock, call } = await openAccount({ limits })
  clock.advance(4000)
  for (const sku of ['A', 'B', 'C']) expect((await call('POST', 'v1/products', { sku })).status).toBe(201)
  const turnedAway = await call('POST', 'v1/products', { sku: 'D' })
  expect(turnedAway.status).toBe(429)
  expect(turnedAway.body).toEqual({ message: 'API rate limit exceeded', limit: 3, window_size: 10, ttl: 6000 })
  expect(turnedAway.headers.get('retry-after')).toBeNull()
  expect(sim.store.product('D')).toBeUndefined()
  clock.advance(6000)
  expect((await call('POST', 'v1/products', { sku: 'D' })).status).toBe(201)
})

test('the hourly window turns calls away although the short one has room', async () => {
  const limits = [
    { limit: 2, window_size: 10 },
    { limit: 3, window_size: 3600 },
  ]
  const { clock, call } = await openAccount({ limits, throttleTtl: false })
  const statuses: number[] = []
  for (let i = 0; i < 4; i++) {
    statuses.push((await call('GET', 'v1/filters/product')).status)
    clock.advance(10_000)
  }
  expect(statuses).toEqual([200, 200, 200, 429])
  const { body } = await call('GET', 'v1/filters/product')
  expect(body).toEqual({ message: 'API rate limit exceeded', limit: 3, window_size: 3600 })
})

test('both windows are counted over all tokens of the account', async () => {
  const { sim, call, signIn } = await openAccount({ limits: [{ limit: 2, window_size: 10 }] })
  const authorization = `Bearer ${await signIn()}`
  await call('GET', 'v1/filters/product')
  await send(`${sim.url}/api/v1/filters/asset`, 'GET', { authorization })
  expect((await call('GET', 'v1/filters/product')).status).toBe(429)
})

test('a sliding window opens call by call, a fixed one all at once', async () => {
  const limits = [{ limit: 2, window_size: 10 }]
  for (const [windowKind, statuses] of [
    ['sliding', [200, 429]],
    ['fixed', [200, 200]],
  ] as const) {
    const { clock, call } = await openAccount({ limits, windowKind })
    await call('GET', 'v1/filters/product')
    clock.advance(8000)
    await call('GET', 'v1/filters/product')
    clock.advance(2000)
    const again = [await call('GET', 'v1/filters/product'), await call('GET', 'v1/filters/product')]
    expect(again.map(({ status }) => status)).toEqual(statuses)
  }
})

test('calls that were turned away do not fill the window', async () => {
  const { clock, call } = await openAccount({ limits: [{ limit: 1, window_size: 10 }], windowKind: 'sliding' })
  await call('GET', 'v1/filters/product')
  clock.advance(9000)
  const { body } = await call('GET', 'v1/filters/product')
  expect(body.ttl).toBe(1000)
  clock.advance(1000)
  expect((await call('GET', 'v1/filters/product')).status).toBe(200)
})

test('the journal knows sign-ins, reads and writes, and counts what was turned away in its kind too', async () => {
  const { sim, call, signIn } = await openAccount({ limits: [{ limit: 3, window_size: 10 }] })
  await signIn()
  await call('GET', 'v1/filters/product')
  await call('POST', 'v2/products/search', {})
  await call('POST', 'v2/products', { sku: 'SANDAL' })
  await call('PATCH', 'v2/products/unknown', {})
  expect(sim.counts()).toEqual({ auth: 1, reads: 2, writes: 2, throttled: 1 })
  expect(sim.calls.at(-2)).toMatchObject({ method: 'POST', path: '/api/v2/products', kind: 'write', status: 201 })
  sim.resetCounts()
  expect(sim.counts()).toEqual({ auth: 0, reads: 0, writes: 0, throttled: 0 })
})

test('plan mode answers writes 500, executes nothing and records the violation; reads go through', async () => {
  const { sim, call } = await openAccount()
  sim.options.planMode = true
  expect((await call('POST', 'v2/products/search', {})).status).toBe(200)
  expect((await call('POST', 'v1/products', { sku: 'SANDAL' })).status).toBe(500)
  expect(sim.violations).toMatchObject([{ method: 'POST', path: '/api/v1/products' }])
  expect(sim.store.product('SANDAL')).toBeUndefined()
})

test('latency is spent in the time of the simulator', async () => {
  const { sim, clock, call } = await openAccount({ latencyMs: 250 })
  const before = clock.now()
  await call('GET', 'v1/filters/product')
  expect([clock.now() - before, sim.calls[0]?.at]).toEqual([250, before])
})
