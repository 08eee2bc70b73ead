import { expect, test } from 'vitest'
import { amazon, CREDENTIALS, get, ITEMS, listing, manualClock, search, signIn } from './support.ts'

const boot = listing('B0JUNIPER1')

function post(url: string, fields: { [name: string]: string }, json = false): Promise<Response> {
  const headers = json ? { 'content-type': 'application/json' } : {}
  const body = json ? JSON.stringify(fields) : new URLSearchParams(fields)
  return fetch(`${url}/auth/o2/token`, { method: 'POST', headers, body })
}

test.each([false, true])('gives a token for an hour for the refresh token (JSON body: %s)', async (json) => {
  const sim = await amazon([boot])

  const response = await post(sim.lwaUrl, CREDENTIALS, json)

  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    access_token: expect.stringMatching(/^Atza\|/),
    refresh_token: 'Atzr|sandbox',
    token_type: 'bearer',
    expires_in: 3600,
  })
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect(response.headers.get('x-amzn-requestid')).toBeTruthy()
})

test.each([
  [{ client_secret: 'wrong' }, 401, 'invalid_client', 'Client authentication failed'],
  [{ client_id: 'someone else' }, 401, 'invalid_client', 'Client authentication failed'],
  [
    { refresh_token: 'Atzr|revoked' },
    400,
    'invalid_grant',
    'The request has an invalid grant parameter : refresh_token',
  ],
  [{ refresh_token: '' }, 400, 'invalid_request', 'The request is missing a required parameter : refresh_token'],
])('refuses %o in the shape of OAuth', async (wrong, ...expected) => {
  const sim = await amazon([boot])

  const response = await post(sim.lwaUrl, { ...CREDENTIALS, ...wrong })

  const { error, error_description } = (await response.json()) as { [name: string]: string }
  expect([response.status, error, error_description]).toEqual(expected)
})

test('refuses an unknown grant type, with the recorded error type', async () => {
  const sim = await amazon([boot])

  const response = await post(sim.lwaUrl, { ...CREDENTIALS, grant_type: 'password' })

  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: 'unsupported_grant_type' })
  expect(response.headers.get('x-amzn-errortype')).toMatch(/^OA2UnsupportedGrantTypeException:/)
})

test('refuses a body that is neither a form nor JSON', async () => {
  const sim = await amazon([boot])

  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${sim.lwaUrl}/auth/o2/token`, { method: 'POST', headers, body: '{"grant' })

  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: 'invalid_request' })
})

test('takes other credentials when told so', async () => {
  const sim = await amazon([boot], { clientId: 'amzn1.mine', clientSecret: 's3cret', refreshToken: 'Atzr|mine' })
  const mine = { client_id: 'amzn1.mine', client_secret: 's3cret', refresh_token: 'Atzr|mine' }

  expect((await post(sim.lwaUrl, { ...CREDENTIALS, ...mine })).status).toBe(200)
  expect((await post(sim.lwaUrl, CREDENTIALS)).status).toBe(401)
})

test('a token without a seller behind it opens no catalogue', async () => {
  const sim = await amazon([boot])
  const { refresh_token: _, ...client } = CREDENTIALS
  const scope = 'sellingpartnerapi::notifications'
  const token = await signIn(sim, { ...client, grant_type: 'client_credentials', scope })

  const answer = await get(sim, `${ITEMS}/B0JUNIPER1`, { token })

  expect(answer.status).toBe(403)
  expect((await post(sim.lwaUrl, { ...client, grant_type: 'client_credentials' })).status).toBe(400)
})

test('a token dies after an hour of simulated time', async () => {
  const clock = manualClock()
  const sim = await amazon([boot], { clock, clockScale: 60 })
  const token = await signIn(sim)
  const look = () => get(sim, `${ITEMS}/B0JUNIPER1`, { token })

  clock.advance(59_900)
  expect((await look()).status).toBe(200)
  clock.advance(200)
  const late = await look()

  expect(late.status).toBe(403)
  expect(late.body.errors).toEqual([
    {
      code: 'Unauthorized',
      message: 'Access to requested resource is denied.',
      details: 'The access token you provided has expired.',
    },
  ])
  expect((await search(sim, { keywords: 'boot' })).status).toBe(200)
})
