import { afterEach, describe, expect, it } from 'vitest'
import { DELETE, type Desk, failureOf, good, openDesk, SECRET, SHOP_NAME } from './desk.ts'

const never = new AbortController().signal
const opened: Desk[] = []

async function desk(...given: Parameters<typeof openDesk>): Promise<Desk> {
  const one = await openDesk(...given)
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

describe('signing in', () => {
  const token = (access_token: string, expires_in = 86_399) => ({
    status: 200,
    body: { access_token, expires_in, scope: 'read_products' },
  })
  const invalid = {
    status: 401,
    body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
  }

  it('with a token that is refused is not tried again', async () => {
    const { client, requests } = await desk([invalid])
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(error).toMatchObject({ code: 'credentials', kind: 'credentials' })
    expect(error.hints[0]).toContain('SHOPIFY_ACCESS_TOKEN')
    expect(requests).toHaveLength(1)
  })

  it('as an app asks once for a token, whoever waits for it', async () => {
    const { client, requests } = await desk([token('short-lived-1'), good()], { app: true })
    const session = client.session(never)
    await Promise.all([session.query(SHOP_NAME), session.query(SHOP_NAME), session.query(SHOP_NAME)])

    const [first, ...rest] = requests
    expect(first?.path).toBe('/admin/oauth/access_token')
    expect(JSON.parse(first?.body ?? '')).toEqual({
      ...{ client_id: 'client-1', client_secret: SECRET, grant_type: 'client_credentials' },
    })
    expect(rest.map(({ headers }) => headers['x-shopify-access-token'])).toEqual(Array(3).fill('short-lived-1'))
    expect(client.totals()).toMatchObject({ calls: 3, sign_ins: 1 })
  })

  it('as an app asks again when nine tenths of the day are over', async () => {
    const { client, clock, requests } = await desk(
      [token('short-lived-1'), good(), good(), token('short-lived-2'), good()],
      { app: true },
    )
    const session = client.session(never)
    await session.query(SHOP_NAME)
    clock.leap(86_399 * 890)
    await session.query(SHOP_NAME)
    clock.leap(86_399 * 11)
    await session.query(SHOP_NAME)

    expect(requests.at(-1)?.headers['x-shopify-access-token']).toBe('short-lived-2')
  })

  it('as an app replaces a token that is refused once, and repeats the call once', async () => {
    const { client, requests } = await desk([token('short-lived-1'), invalid, token('short-lived-2'), invalid], {
      app: true,
    })
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(error).toMatchObject({ code: 'credentials' })
    expect(requests.map(({ path }) => path.split('/').at(-1))).toEqual([
      ...['access_token', 'graphql.json', 'access_token', 'graphql.json'],
    ])
  })

  it.each([
    [
      { status: 400, body: { error: 'app_not_installed', error_description: 'The app is not installed' } },
      'Install the app on the shop',
    ],
    [{ status: 400, body: { error: 'invalid_client' } }, 'SHOPIFY_CLIENT_SECRET'],
    [{ status: 400, headers: { 'content-type': 'text/html' }, body: '<html>Oauth error</html>' }, 'SHOPIFY_CLIENT_ID'],
  ])('as an app that is refused says what to do', async (answer, hint) => {
    const { client, requests } = await desk([answer], { app: true })
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(error).toMatchObject({ code: 'credentials' })
    expect(error.hints.join(' ')).toContain(hint)
    expect(requests).toHaveLength(1)
  })

  it('as an app is tried again when it fails in passing', async () => {
    const { client, requests } = await desk([{ status: 503 }, token('short-lived-1'), good()], { app: true })
    await client.session(never).query(DELETE)

    expect(requests).toHaveLength(3)
    expect(client.counts).toMatchObject({ writes: 1, retried: 1 })
  })

  it('leaves neither the secret nor a token in the log', async () => {
    const { client, told } = await desk([token('short-lived-1'), invalid, token('short-lived-2'), good()], {
      app: true,
    })
    await client.session(never).query(SHOP_NAME)

    expect(JSON.stringify(told)).not.toMatch(/short-lived|shpss_/)
  })
})
