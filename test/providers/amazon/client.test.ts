import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createClient } from '../../../src/providers/amazon/client.ts'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'
import type { SimRequest, SimResponse } from '../../../src/sandbox/http.ts'
import { type Listening, listen } from '../../../src/sandbox/listen.ts'
import { type LeapingClock, leapingClock } from './world.ts'

/** Answers API calls by this list, repeating the last one; counts tokens, and names them by number. */
interface Script {
  answers: SimResponse[]
  token?: (count: number) => SimResponse
}

let server: Listening
let calls: SimRequest[]
let tokens: number
let clock: LeapingClock

afterEach(() => server.close())

async function open({ answers, token }: Script) {
  calls = []
  tokens = 0
  clock = leapingClock()
  server = await listen((request) => {
    if (request.path.endsWith('/auth/o2/token')) {
      tokens += 1
      return token?.(tokens) ?? { status: 200, body: { access_token: `Atza|token-${tokens}`, expires_in: 3600 } }
    }
    calls.push(request)
    return answers[calls.length - 1] ?? (answers.at(-1) as SimResponse)
  })
  return clientOf(server.url, server.url)
}

function clientOf(apiUrl: string, lwaUrl: string) {
  const credentials = { clientId: 'app', clientSecret: 'top-secret', refreshToken: 'Atzr|refresh', apiUrl, lwaUrl }
  const options = { credentials, clock, random: () => 0.5, userAgent: 'catalog-sync/1' }
  return createClient(options, marketplaceOf('US'), new AbortController().signal)
}

const SEARCH = { operation: 'searchCatalogItems', query: { keywords: 'Twisted X', marketplaceIds: 'A' } } as const
const OK: SimResponse = { status: 200, body: { numberOfResults: 0, items: [] } }

function refusal(status: number, code: string, details = ''): SimResponse {
  const errors = [{ code, message: 'Access to requested resource is denied.', details }]
  return { status, headers: { 'x-amzn-RequestId': 'abc-123' }, body: { errors } }
}

const EXPIRED = refusal(403, 'Unauthorized', 'The access token you provided has expired.')
const HTML: SimResponse = { status: 400, headers: { 'content-type': 'text/html' }, body: '<html>Bad Request</html>' }

test('sends a bare GET with the token to the configured address', async () => {
  const client = await open({ answers: [OK] })

  await client.call(SEARCH)

  expect(calls[0]).toMatchObject({ method: 'GET', path: '/catalog/2022-04-01/items', body: '' })
  expect(calls[0]?.headers).toMatchObject({ 'x-amz-access-token': 'Atza|token-1', 'user-agent': 'catalog-sync/1' })
  expect(calls[0]?.headers).not.toHaveProperty('content-length')
  expect(calls[0]?.query.get('keywords')).toBe('Twisted X')
})

test('keeps the path of the configured address', async () => {
  await open({ answers: [OK] })

  await clientOf(`${server.url}/gateway/`, `${server.url}/lwa/`).call(SEARCH)

  expect(calls[0]?.path).toBe('/gateway/catalog/2022-04-01/items')
})

test('asks for one token for many calls at once', async () => {
  const client = await open({ answers: [OK] })

  await Promise.all(Array.from({ length: 5 }, () => client.call(SEARCH)))

  expect(tokens).toBe(1)
  expect(client.totals()).toMatchObject({ calls: 5, retried: 0, throttled: 0, sign_ins: 1 })
})

test('renews the token a minute before it ends', async () => {
  const client = await open({ answers: [OK] })

  await client.call(SEARCH)
  clock.leap(3_539_000)
  await client.call(SEARCH)
  clock.leap(1_000)
  await client.call(SEARCH)

  expect(calls.map(({ headers }) => headers['x-amz-access-token'])).toEqual([
    'Atza|token-1',
    'Atza|token-1',
    'Atza|token-2',
  ])
})

test('renews a refused token once, and never twice for one call', async () => {
  const recovering = await open({ answers: [EXPIRED, OK] })
  await recovering.call(SEARCH)
  expect(calls[1]?.headers['x-amz-access-token']).toBe('Atza|token-2')
  await server.close()

  const hopeless = await open({ answers: [EXPIRED] })
  await expect(hopeless.call(SEARCH)).rejects.toMatchObject({ code: 'amazon-denied', status: 403 })
  expect(calls).toHaveLength(2)
})

test('ends at once at any other 403, and says what to check', async () => {
  const client = await open({ answers: [refusal(403, 'Unauthorized')] })

  await expect(client.call(SEARCH)).rejects.toMatchObject({
    code: 'amazon-denied',
    message: expect.stringMatching(
      /^Amazon SP-API refuses searchCatalogItems: 403 Unauthorized .*\(request id abc-123\)/,
    ),
    hints: [
      expect.stringContaining('Product Listing'),
      expect.stringMatching(/marketplace US \(North America\)/),
      expect.stringContaining('24 hours'),
    ],
  })
  expect(calls).toHaveLength(1)
})

test('gives up after eight attempts, with waits that grow within bounds', async () => {
  const client = await open({ answers: [{ status: 503, body: { errors: [{ code: 'ServiceUnavailable' }] } }] })

  await expect(client.call(SEARCH)).rejects.toMatchObject({
    code: 'amazon-unavailable',
    message: expect.stringContaining('after 8 attempts: 503 ServiceUnavailable'),
  })

  expect(calls).toHaveLength(8)
  const backoffs = clock.waits.filter((wait) => wait % 250 === 0)
  expect(backoffs).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000])
})

test('does not repeat what Amazon refuses for good', async () => {
  const client = await open({ answers: [refusal(400, 'InvalidInput')] })

  await expect(client.call(SEARCH)).rejects.toMatchObject({ status: 400, apiCode: 'InvalidInput' })

  expect(calls).toHaveLength(1)
})

test.each([
  ['an HTML page', HTML],
  ['a throttled call', refusal(429, 'QuotaExceeded')],
  ['a reset connection', { status: 200, cut: 'destroy' }],
  ['an answer that breaks off', { ...OK, cut: 'truncate' }],
  ['an answer that is no object', { status: 200, body: '[]' }],
] as [string, SimResponse][])('repeats a call after %s', async (_, answer) => {
  const client = await open({ answers: [answer, OK] })

  await expect(client.call(SEARCH)).resolves.toEqual(OK.body)

  expect(client.totals()).toMatchObject({ calls: 2, retried: 1 })
})

test('does not repeat a call when nobody listens', async () => {
  await open({ answers: [OK] })
  const client = clientOf('http://127.0.0.1:1', server.url)

  await expect(client.call(SEARCH)).rejects.toMatchObject({ code: 'amazon-unreachable', hints: [expect.any(String)] })

  expect(client.totals().calls).toBe(1)
})

test('reads letters that fall on the border of two pieces of an answer', async () => {
  const text = Buffer.from(JSON.stringify({ items: [], note: 'Größe' }))
  const cut = text.indexOf('ö') + 1
  const raw = createServer((_, response) => {
    response.write(text.subarray(0, cut), () => setTimeout(() => response.end(text.subarray(cut)), 20))
  })
  await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
  await open({ answers: [OK] })

  const answer = await clientOf(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`, server.url).call(SEARCH)

  expect(answer.note).toBe('Größe')
  raw.close()
  raw.closeAllConnections()
})

test.each([
  [400, 'invalid_grant', 'SP_API_REFRESH_TOKEN'],
  [401, 'invalid_client', 'SP_API_CLIENT_SECRET'],
])('says what to check when Login with Amazon answers %d %s', async (status, error, variable) => {
  const token = () => ({ status, body: { error, error_description: 'Refused: top-secret', request_id: 'lwa-1' } })
  const client = await open({ answers: [OK], token })

  const failure = await client.call(SEARCH).catch((reason: unknown) => reason)

  expect(failure).toMatchObject({
    code: 'amazon-sign-in',
    message: expect.stringMatching(`${status} ${error} "Refused: \\[removed\\]" \\(request id lwa-1\\)`),
    hints: expect.arrayContaining([expect.stringContaining(variable)]),
  })
  expect(tokens).toBe(1)
})

test('asks for a token again after an error in passing', async () => {
  const token = (count: number): SimResponse =>
    count < 3 ? { status: 500, body: 'oops' } : { status: 200, body: { access_token: 'Atza|late', expires_in: 3600 } }
  const client = await open({ answers: [OK], token })

  await client.call(SEARCH)

  expect(client.totals().sign_ins).toBe(3)
})

test('keeps secrets out of messages, whatever a service echoes', async () => {
  const echo = 'token Atza|token-1 secret top-secret refresh Atzr|refresh other Atza|zzz'
  const client = await open({ answers: [refusal(400, 'InvalidInput', echo)] })

  const failure = await client.call(SEARCH).catch((reason: unknown) => reason as Error)

  expect(String(failure)).toContain('token [removed] secret [removed] refresh [removed] other [removed]')
})

test('a refusal carries what was asked, the code, the parameters that it names and the request id', async () => {
  const errors = [
    { code: 'InvalidInput', message: "'pageSize' must be at most 20.", details: '' },
    { code: 'InvalidInput', message: 'Request cannot be parsed.', details: "Unknown value for 'includedData'." },
    { code: 'InvalidInput', message: 'Something else.' },
  ]
  const client = await open({ answers: [{ status: 400, body: { errors }, headers: { 'x-amzn-requestid': 'id-7' } }] })

  await expect(client.call(SEARCH)).rejects.toMatchObject({
    call: {
      ...{ system: 'Amazon', operation: 'searchCatalogItems', status: 400, service_code: 'InvalidInput' },
      fields: [
        { field: 'pageSize', message: "'pageSize' must be at most 20." },
        { field: 'includedData', message: "Request cannot be parsed. Unknown value for 'includedData'." },
      ],
      request_id: 'id-7',
    },
  })
})
