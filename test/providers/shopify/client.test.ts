import { afterEach, describe, expect, it } from 'vitest'
import { NoMoreCalls } from '../../../src/net/no-more-calls.ts'
import { cost, DELETE, type Desk, failureOf, good, openDesk, refused, SHOP_NAME, TOKEN } from './desk.ts'

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

describe('a call', () => {
  it('goes to the endpoint of its version, with the token in a header of its own', async () => {
    const { client, requests } = await desk([good()])

    expect(await client.session(never).query(SHOP_NAME)).toEqual({ shop: { name: 'Boots' } })

    expect(requests[0]).toMatchObject({ method: 'POST', path: '/admin/api/2026-07/graphql.json' })
    expect(requests[0]?.headers).toMatchObject({ 'x-shopify-access-token': TOKEN, 'user-agent': 'test/1' })
    expect(requests[0]?.headers.authorization).toBeUndefined()
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      query: SHOP_NAME.text,
      operationName: 'ShopName',
      variables: {},
    })
  })

  it('stands in the log with its system and operation, and the token stands nowhere', async () => {
    const { client, told } = await desk([good({ shop: { name: `Boots ${TOKEN}` } })])
    await client.session(never).query(SHOP_NAME)

    expect(told.find(({ event }) => event === 'http.call')?.fields).toMatchObject({
      ...{ system: 'Shopify', operation: 'ShopName', attempt: 1, status: 200 },
    })
    expect(JSON.stringify(told)).toContain('query ShopName')
    expect(JSON.stringify(told)).not.toContain(TOKEN)
  })

  it('says when another version answers than was asked for', async () => {
    const { client, told } = await desk([{ ...good(), headers: { 'x-shopify-api-version': '2026-10' } }])
    await client.session(never).query(SHOP_NAME)

    expect(client.isOtherVersion).toBe(true)
    expect(told).toContainEqual({
      level: 'warn',
      event: 'api.other_version',
      fields: { system: 'Shopify', asked: '2026-07', served: '2026-10' },
    })
  })

  it('is paid with what answers say that it costs, whatever its document says', async () => {
    const { client, clock } = await desk([good({}, cost(300, 250)), good({}, cost(60, 250))])
    const session = client.session(never)
    await session.query(SHOP_NAME)
    await session.query(SHOP_NAME)
    expect(clock.waits).toEqual([])

    await session.query(SHOP_NAME)
    expect(clock.waits).toEqual([2000])
  })
})

describe('a call that is one too many', () => {
  const throttled = refused('THROTTLED', 'Throttled')

  it('is repeated when the points are there, which the answer tells', async () => {
    const extensions = { cost: { ...cost(100, 400).cost, actualQueryCost: null } }
    const body = { ...(throttled.body as object), extensions }
    const { client, clock } = await desk([{ ...throttled, body }, good()])

    await client.session(never).query(SHOP_NAME)

    // 300 points are missing, and a little of the supply stays unused.
    expect(clock.waits).toEqual([3100])
    expect(client.counts).toEqual({ reads: 2, writes: 0, throttled: 1, retried: 1 })
  })

  it('waits all the same where the answer tells nothing', async () => {
    const { client, clock } = await desk([throttled, good()])
    await client.session(never).query(SHOP_NAME)

    expect(clock.waits).toEqual([750])
  })

  it('waits as long as an answer 429 says, which is about something else than points', async () => {
    const tooMany = { status: 429, headers: { 'retry-after': '2.5' }, body: { errors: 'Too many requests' } }
    const { client, clock } = await desk([tooMany, good()])
    await client.session(never).query(SHOP_NAME)

    expect(clock.waits).toEqual([2500])
  })

  it('is repeated if it writes too, for it was not executed', async () => {
    const { client } = await desk([throttled, good({ productDelete: null })])

    expect(await client.session(never).query(DELETE, { id: 'gid://shopify/Product/1' })).toEqual({
      productDelete: null,
    })
    expect(client.counts.writes).toBe(2)
  })

  it('ends as an outage when nobody is served for two minutes', async () => {
    const { client } = await desk([throttled])
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(error).toBeInstanceOf(NoMoreCalls)
    expect(error.code).toBe('outage')
  })
})

describe('a call that is refused', () => {
  it.each([
    ['ACCESS_DENIED', 'Access denied for products field. Required access: `read_products` access scope.', 'scope'],
    ['MAX_COST_EXCEEDED', 'Query cost is 2000, which exceeds the single query max cost limit (1000).', 'too-large'],
    ['undefinedField', "Field 'nope' doesn't exist on type 'Shop'", 'refused'],
  ])('as %s is not repeated', async (code, message, kind) => {
    const { client, requests } = await desk([refused(code, message)])
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(error).toMatchObject({ kind, maybeExecuted: false })
    expect(error.message).toBe(`Shopify refuses ShopName: ${code} "${message}" (request id request-1).`)
    expect(error.call).toMatchObject({ system: 'Shopify', operation: 'ShopName', service_code: code })
    expect(requests).toHaveLength(1)
  })

  it('for want of a scope names the scope', async () => {
    const { client } = await desk([refused('ACCESS_DENIED', 'Required access: `write_products` access scope.')])
    const error = await failureOf(client.session(never).query(DELETE))

    expect(error.hints[0]).toContain('write_products')
  })

  it('for a variable says which part of it, and why', async () => {
    const problems = [{ path: ['variants', 0, 'price'], explanation: 'must be a decimal' }]
    const { client } = await desk([refused('INVALID_VARIABLE', 'Variable $input was invalid', { problems })])
    const error = await failureOf(client.session(never).query(DELETE))

    expect(error.call.fields).toEqual([{ field: 'variants.0.price', message: 'must be a decimal' }])
  })

  it('is refused too when data stands beside the error, and a write may then have been done', async () => {
    const body = {
      data: { productDelete: { shop: null } },
      errors: [{ message: 'No.', extensions: { code: 'ACCESS_DENIED' } }],
    }
    const { client } = await desk([{ status: 200, body }])

    expect(await failureOf(client.session(never).query(DELETE))).toMatchObject({ maybeExecuted: true })
    expect(await failureOf(client.session(never).query(SHOP_NAME))).toMatchObject({ maybeExecuted: false })
  })

  it('is refused when a search passes over its filter, since it would have found everything', async () => {
    const search = [
      { path: ['products'], query: 'colour:red', warnings: [{ field: 'colour', message: 'Invalid search field' }] },
    ]
    const { client } = await desk([good({ products: {} }, { ...cost(), search })])

    expect((await failureOf(client.session(never).query(SHOP_NAME))).message).toContain(
      'a filter is passed over: colour:red (colour: Invalid search field)',
    )
  })

  it.each([
    [402, 'shop', 'frozen'],
    [423, 'shop', 'locked'],
    [404, 'shop', "never the shop's own domain"],
    [403, 'scope', 'access scope'],
    [301, 'refused', undefined],
  ])('with status %i says what is wrong', async (status, kind, hint) => {
    const { client, requests } = await desk([{ status, body: { errors: 'Not this way' } }])
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(error).toMatchObject({ kind })
    if (hint !== undefined) expect(error.hints.join(' ')).toContain(hint)
    expect(requests).toHaveLength(1)
  })

  it('does not repeat the token that the answer quotes', async () => {
    const { client } = await desk([refused('BAD_REQUEST', `${TOKEN} is not good enough`)])
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(JSON.stringify([error.message, error.hints, error.call])).not.toContain(TOKEN)
    expect(error.message).toContain('[removed]')
  })
})

describe('a call that fails in passing', () => {
  const page = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' }

  it.each([
    ['a page of a gateway', page],
    ['an error of Shopify itself', refused('INTERNAL_SERVER_ERROR')],
    ['a page with status 200', { ...page, status: 200 }],
    ['no data at all', { status: 200, body: {} }],
    ['a connection that is cut', { status: 200, body: { data: {} }, cut: 'destroy' as const }],
    ['an answer that breaks off', { status: 200, body: { data: {} }, cut: 'truncate' as const }],
  ])('is repeated if it reads: %s', async (_, answer) => {
    const { client, requests } = await desk([answer, answer, good()])

    expect(await client.session(never).query(SHOP_NAME)).toEqual({ shop: { name: 'Boots' } })
    expect(requests).toHaveLength(3)
  })

  it.each([
    ['a page of a gateway', page],
    ['an error of Shopify itself', refused('INTERNAL_SERVER_ERROR')],
    ['a connection that is cut', { status: 200, body: { data: {} }, cut: 'destroy' as const }],
  ])('is not repeated if it writes, and says that it may have been executed: %s', async (_, answer) => {
    const { client, requests } = await desk([answer, good()])

    expect(await failureOf(client.session(never).query(DELETE))).toMatchObject({ maybeExecuted: true })
    expect(requests).toHaveLength(1)
  })

  it('is repeated if it writes and cannot have left', async () => {
    const { client, listening } = await desk([good()])
    await listening.close()

    expect(await failureOf(client.session(never).query(DELETE))).toMatchObject({
      ...{ code: 'shopify-unreachable', maybeExecuted: false },
    })
    expect(client.counts.writes).toBe(3)
  })

  it('ends as an outage after two minutes', async () => {
    const { client, clock } = await desk([good(), page])
    await client.session(never).query(SHOP_NAME)
    const began = clock.now()
    const error = await failureOf(client.session(never).query(SHOP_NAME))

    expect(error).toBeInstanceOf(NoMoreCalls)
    expect(clock.now() - began).toBeGreaterThan(120_000)
    expect(clock.now() - began).toBeLessThan(180_000)
  })
})

describe('work that is to end', () => {
  it('lets no further read leave', async () => {
    const stop = new AbortController()
    const { client, requests } = await desk([good()])
    stop.abort(new Error('enough'))

    await expect(client.session(stop.signal).query(SHOP_NAME)).rejects.toThrow('enough')
    expect(requests).toEqual([])
  })

  it('has a write answered that has left', async () => {
    const stop = new AbortController()
    const { client } = await desk([
      () => {
        stop.abort(new Error('enough'))
        return good({ productDelete: null })
      },
    ])

    expect(await client.session(stop.signal).query(DELETE)).toEqual({ productDelete: null })
  })

  it('ends when the calls that may be made are used up', async () => {
    const { client } = await desk([good()])
    client.allow(1)
    await client.session(never).query(SHOP_NAME)

    await expect(client.session(never).query(SHOP_NAME)).rejects.toMatchObject({ code: 'budget' })
  })
})
