import { describe, expect, test } from 'vitest'
import { ask, handClock, post, refusal, say, start } from './support.ts'

const SHOP = '{ shop { name } }'

describe('the address of the API', () => {
  test('answers with the data, the cost and an id of the request', async () => {
    const sim = await start({ clock: handClock() })
    const { status, headers, body } = await post(sim, { query: SHOP })
    expect({ status, data: body.data }).toEqual({ status: 200, data: { shop: { name: 'Sandbox' } } })
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(body.extensions.cost).toEqual({
      requestedQueryCost: 1,
      actualQueryCost: 1,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1999, restoreRate: 100 },
    })
  })

  test.each([
    ['serves a version that it has', '2026-10', '2026-10'],
    ['serves one that is too old by the oldest', '2024-01', '2026-01'],
  ])('%s, and says in a header which', async (_title, version, served) => {
    const { status, headers } = await post(await start(), { query: SHOP }, { version })
    expect([status, headers.get('x-shopify-api-version')]).toEqual([200, served])
  })

  test.each(['2027-01', '2026-02', 'latest'])('does not know the version %s', async (version) => {
    expect((await post(await start(), { query: SHOP }, { version })).status).toBe(404)
  })

  test('refuses a token that it does not know, with a text instead of a list of errors', async () => {
    const { status, body } = await post(await start(), { query: SHOP }, { token: 'shpat_other' })
    expect(status).toBe(401)
    expect(body).toEqual({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' })
  })

  test('takes no token from an Authorization header', async () => {
    const sim = await start()
    const headers = { authorization: `Bearer ${sim.options.accessToken}` }
    expect((await post(sim, { query: SHOP }, { token: null, headers })).status).toBe(401)
  })

  test('knows the versions', async () => {
    const sim = await start()
    const { publicApiVersions } = await ask(sim, '{ publicApiVersions { handle supported } }')
    expect(publicApiVersions).toContainEqual({ handle: '2026-07', supported: true })
  })
})

describe('tokens by client credentials', () => {
  const GRANT = { client_id: 'sandbox-client', client_secret: 'sandbox-secret', grant_type: 'client_credentials' }

  async function sign(sim: { url: string }, fields: object, form = false) {
    const response = await fetch(`${sim.url}/admin/oauth/access_token`, {
      method: 'POST',
      ...(form
        ? { body: new URLSearchParams({ ...fields } as Record<string, string>) }
        : { body: JSON.stringify(fields), headers: { 'content-type': 'application/json' } }),
    })
    return { status: response.status, body: (await response.json()) as { [name: string]: unknown } }
  }

  test.each([
    ['JSON', false],
    ['a form', true],
  ])('are given for %s, for a day, and several live at once', async (_title, form) => {
    const clock = handClock()
    const sim = await start({ clock })
    const tokens = [await sign(sim, GRANT, form), await sign(sim, GRANT, form)].map(({ body }) => body)
    expect(tokens[0]).toMatchObject({ expires_in: 86_399, scope: expect.stringContaining('write_products') })
    for (const { access_token } of tokens) {
      expect((await post(sim, { query: SHOP }, { token: String(access_token) })).status).toBe(200)
    }
    clock.move(86_399_000)
    expect((await post(sim, { query: SHOP }, { token: String(tokens[0]?.access_token) })).status).toBe(401)
  })

  test.each([
    ['a wrong secret', { client_secret: 'x' }, 'invalid_client'],
    ['another grant', { grant_type: 'refresh_token' }, 'unsupported_grant_type'],
  ])('are not given for %s', async (_title, wrong, error) => {
    expect(await sign(await start(), { ...GRANT, ...wrong })).toMatchObject({ status: 400, body: { error } })
  })

  test('are not given where the app is not installed', async () => {
    const answer = await sign(await start({ installed: false }), GRANT)
    expect(answer).toMatchObject({ status: 400, body: { error: 'app_not_installed' } })
  })
})

describe('what is refused with status 200', () => {
  test.each([
    ['a syntax error', '{ shop {', 'undefined'],
    ['an unknown field', '{ shop { nam } }', 'undefinedField'],
    ['an unknown argument', '{ shop(id: "x") { name } }', 'argumentNotAccepted'],
    ['a missing argument', '{ product { id } }', 'missingRequiredArguments'],
    ['an object without fields', '{ shop }', 'selectionMismatch'],
    ['a variable that is not used', 'query ($id: ID) { shop { name } }', 'variableNotUsed'],
    ['a variable of another type', 'query ($id: Int) { product(id: $id) { id } }', 'variableMismatch'],
    ['a literal of another type', '{ products(first: "x") { nodes { id } } }', 'argumentLiteralsIncompatible'],
    ['a literal id that is none', '{ product(id: "7") { id } }', 'argumentLiteralsIncompatible'],
  ])('%s, as %s', async (_title, query, code) => {
    const sim = await start()
    const { status, body } = await post(sim, { query })
    expect([status, String(body.errors[0].extensions?.code), body.data]).toEqual([200, code, undefined])
    expect(sim.calls[0]?.code).toBe(body.errors[0].extensions?.code ?? '')
  })

  const BY_ID = 'query ($id: ID!) { product(id: $id) { id } }'

  test('a variable that is no id, with what is wrong and where', async () => {
    const { errors } = await say(await start(), BY_ID, { id: 'x' })
    expect(errors[0]).toEqual({
      message: 'Variable $id of type ID! was provided invalid value',
      locations: [{ line: 1, column: 8 }],
      extensions: {
        code: 'INVALID_VARIABLE',
        value: 'x',
        problems: [{ path: [], explanation: "Invalid global id 'x'" }],
      },
    })
  })

  test('an id of another kind, while one that nothing has is null', async () => {
    const sim = await start()
    const id = 'gid://shopify/Collection/1'
    expect(refusal(await say(sim, BY_ID, { id }))).toBe(`RESOURCE_NOT_FOUND: Invalid id: ${id}`)
    expect(await ask(sim, BY_ID, { id: 'gid://shopify/Product/1' })).toEqual({ product: null })
  })

  test('a field without its scope, and others are answered', async () => {
    const sim = await start({ scopes: ['read_files'] })
    const body = await say(sim, '{ shop { name } product(id: "gid://shopify/Product/1") { id } }')
    expect(body.data).toEqual({ shop: { name: 'Sandbox' }, product: null })
    expect(body.errors[0]).toMatchObject({
      path: ['product'],
      extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_products` access scope.' },
    })
  })

  test('to write includes to read', async () => {
    const sim = await start({ scopes: ['write_products'] })
    expect(await ask(sim, BY_ID, { id: 'gid://shopify/Product/1' })).toEqual({ product: null })
  })
})
