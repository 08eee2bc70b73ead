import { expect, test } from 'vitest'
import { manualClock, openAccount, send } from './support.ts'

const path = '/auth/api/get-token'

test('a token lasts 900 seconds and names the account and its call limits', async () => {
  const limits = [{ limit: 50, window_size: 10 }]
  const { signIn } = await openAccount({ limits, account: { id: '5b30cfabe6eecf41df89a3a3', name: 'Boot Barn' } })
  const claims = JSON.parse(Buffer.from((await signIn()).split('.')[1] ?? '', 'base64url').toString())
  expect(claims.exp - claims.iat).toBe(900)
  expect(claims.user_claims.account).toEqual({ id: '5b30cfabe6eecf41df89a3a3', name: 'Boot Barn', rate_limit: limits })
})

test('wrong credentials are answered 401 in the error envelope', async () => {
  const { sim } = await openAccount()
  const answer = await send(sim.authUrl + path, 'POST', { body: { api_key: 'sandbox-key', api_password: 'guess' } })
  expect(answer.status).toBe(401)
  expect(answer.body).toEqual({
    error: {
      msg: 'Bad api_key or api_password: Credentials not valid',
      errors: [{ field: 'http_status_code', msg: 401 }],
    },
  })
})

test.each(['{', '[]', '{"api_key":"sandbox-key"}', ''])('a malformed sign-in body %j is answered 400', async (body) => {
  const { sim } = await openAccount()
  expect((await send(sim.authUrl + path, 'POST', { body })).status).toBe(400)
})

test('the sign-in host lets eight calls a second through and says so in its headers', async () => {
  const { sim, clock } = await openAccount()
  clock.advance(1000)
  const statuses: number[] = []
  for (let i = 0; i < 9; i++) statuses.push((await send(sim.authUrl + path, 'POST', { body: {} })).status)
  expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 400, 400, 429])
  clock.advance(1000)
  const answer = await send(sim.authUrl + path, 'POST', { body: {} })
  expect([answer.status, answer.headers.get('x-ratelimit-limit-second')]).toEqual([400, '8'])
})

test('the sign-in host knows no other path and no other verb', async () => {
  const { sim } = await openAccount()
  expect((await send(`${sim.authUrl}/auth/api/refresh`, 'POST')).status).toBe(404)
  expect((await send(sim.authUrl + path, 'GET')).status).toBe(405)
})

test('a transient 503 of the sign-in host can be injected', async () => {
  const { sim } = await openAccount()
  sim.options.faults.push({ effect: '503', kind: 'auth', nth: 1 })
  const body = { api_key: 'sandbox-key', api_password: 'sandbox-password' }
  const first = await send(sim.authUrl + path, 'POST', { body })
  expect([first.status, first.body.message]).toEqual([503, 'name resolution failed'])
  expect((await send(sim.authUrl + path, 'POST', { body })).status).toBe(200)
})

test('an expired token is refused and a new one works', async () => {
  const { sim, clock, call, signIn } = await openAccount()
  clock.advance(899_000)
  expect((await call('GET', 'v1/filters/product')).status).toBe(200)
  clock.advance(1000)
  expect((await call('GET', 'v1/filters/product')).status).toBe(401)
  const authorization = `Bearer ${await signIn()}`
  expect((await send(`${sim.url}/api/v2/products/search`, 'POST', { body: {}, authorization })).status).toBe(200)
})

test('the clock scale shortens the life of a token', async () => {
  const clock = manualClock()
  const { call } = await openAccount({ clock, clockScale: 100 })
  clock.advance(8990)
  expect((await call('GET', 'v1/filters/product')).status).toBe(200)
  clock.advance(20)
  expect((await call('GET', 'v1/filters/product')).status).toBe(401)
})
