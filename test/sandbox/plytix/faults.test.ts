import { expect, test } from 'vitest'
import { openAccount } from './support.ts'

test.each([
  ['reset-after', true],
  ['reset-before', false],
] as const)('%s destroys the connection; executed: %s', async (effect, executed) => {
  const { sim, call } = await openAccount({ faults: [{ effect, method: 'POST', path: /products$/ }] })
  await expect(call('POST', 'v1/products', { sku: 'SANDAL' })).rejects.toThrow('fetch failed')
  expect(sim.store.product('SANDAL') !== undefined).toBe(executed)
  expect(sim.calls.at(-1)).toMatchObject({ path: '/api/v1/products', status: 0 })
})

test.each([
  ['500-after', 500, true],
  ['500-before', 500, false],
  ['502', 502, false],
  ['503', 503, false],
  ['html', 502, false],
  ['429', 429, false],
  ['401', 401, false],
] as const)('%s answers %i; executed: %s', async (effect, status, executed) => {
  const { sim, call } = await openAccount({ faults: [{ effect, kind: 'write' }] })
  expect((await call('POST', 'v1/products', { sku: 'SANDAL' })).status).toBe(status)
  expect(sim.store.product('SANDAL') !== undefined).toBe(executed)
})

test('an injected 429 names the window and the wait that it was given', async () => {
  const { call } = await openAccount({ faults: [{ effect: '429', window_size: 3600, ttl: 1500 }] })
  const { body } = await call('GET', 'v1/filters/product')
  expect(body).toMatchObject({ message: 'API rate limit exceeded', window_size: 3600, ttl: 1500 })
})

test('an HTML page comes instead of JSON', async () => {
  const { call } = await openAccount({ faults: [{ effect: 'html' }] })
  const answer = await call('GET', 'v1/filters/product')
  expect(answer.headers.get('content-type')).toBe('text/html')
  expect(answer.body).toMatch(/^<html>/)
})

test('a truncated answer breaks off after the call was executed', async () => {
  const { sim, call } = await openAccount({ faults: [{ effect: 'truncated' }] })
  await expect(call('POST', 'v1/products', { sku: 'SANDAL' })).rejects.toThrow()
  expect(sim.store.product('SANDAL')).toBeDefined()
})

test('a token that is declared expired stays refused until the next sign-in', async () => {
  const { call } = await openAccount({ faults: [{ effect: '401', nth: 2 }] })
  const statuses: number[] = []
  for (let i = 0; i < 4; i++) statuses.push((await call('GET', 'v1/filters/product')).status)
  expect(statuses).toEqual([200, 401, 401, 401])
})

test('a slow answer comes after the time it was given', async () => {
  const { clock, call } = await openAccount({ faults: [{ effect: 'slow', ms: 45_000 }] })
  const before = clock.now()
  expect((await call('GET', 'v1/filters/product')).status).toBe(200)
  expect(clock.now() - before).toBe(45_000)
})

test('a fault strikes the nth call, every k-th call, or at random from its seed', async () => {
  const { sim, call } = await openAccount()
  const strikes = async (count: number) => {
    const statuses: number[] = []
    for (let i = 0; i < count; i++) statuses.push((await call('GET', 'v1/filters/product')).status)
    return statuses.map((status) => (status === 200 ? '.' : 'x')).join('')
  }
  sim.options.faults = [{ effect: '503', nth: 2 }]
  expect(await strikes(4)).toBe('.x..')
  sim.options.faults = [{ effect: '503', every: 3 }]
  expect(await strikes(6)).toBe('..x..x')
  sim.options.faults = [{ effect: '503', probability: 0.5, seed: 7 }]
  const once = await strikes(12)
  sim.options.faults = [{ effect: '503', probability: 0.5, seed: 7 }]
  expect(await strikes(12)).toBe(once)
  expect(once).toMatch(/x.*\.|\..*x/)
})

test('a fault strikes only the verb, path and kind that it names; the path may be a text', async () => {
  const { call } = await openAccount({ faults: [{ effect: '503', method: 'post', path: '/products$', kind: 'write' }] })
  expect((await call('POST', 'v2/products/search', {})).status).toBe(200)
  expect((await call('POST', 'v1/relationships', { name: 'Care Kits' })).status).toBe(201)
  expect((await call('POST', 'v1/products', { sku: 'SANDAL' })).status).toBe(503)
})

test('an odd answer is exactly the one that was given, and nothing is done', async () => {
  const fault = { effect: 'answer', status: 429, headers: { 'retry-after': '-1' }, body: { limit: 'one' } } as const
  const { sim, call } = await openAccount({ faults: [fault] })
  const { status, headers, body } = await call('POST', 'v1/products', { sku: 'SANDAL' })
  expect({ status, body }).toEqual({ status: 429, body: { limit: 'one' } })
  expect(headers.get('retry-after')).toBe('-1')
  expect(sim.store.product('SANDAL')).toBeUndefined()
})

test('a trickle brings the whole answer, a byte at a time, after the call was executed', async () => {
  const { sim, call } = await openAccount({ faults: [{ effect: 'trickle', ms: 1, kind: 'write' }] })
  const { status, body } = await call('POST', 'v1/products', { sku: 'SANDAL' })
  expect({ status, body }).toMatchObject({ status: 201, body: { data: [{ sku: 'SANDAL' }] } })
  expect(sim.store.product('SANDAL')).toBeDefined()
})

test.each([
  ['no-list', (body: { data?: object[] }) => 'data' in body],
  ['no-id', ({ data }: { data?: object[] }) => 'id' in (data?.[0] ?? { id: 1 })],
] as const)('%s spoils an answer after the call was executed', async (effect, isWhole) => {
  const { sim, call } = await openAccount({ faults: [{ effect, kind: 'write' }] })
  const { body } = await call('POST', 'v1/products', { sku: 'SANDAL' })
  expect(isWhole(body as { data?: object[] })).toBe(false)
  expect(sim.store.product('SANDAL')).toBeDefined()
})

test('a search that repeats gives a full first page whatever page is asked for, and counts what it is told', async () => {
  const { sim, call } = await openAccount()
  for (const sku of ['SANDAL', 'CLOG']) await call('POST', 'v1/products', { sku })
  sim.options.faults = [
    { effect: 'repeat', nth: 1 },
    { effect: 'count', count: 'many' },
  ]
  const search = { pagination: { page: 7, page_size: 5, order: 'sku' } }

  const repeated = await call('POST', 'v2/products/search', search)
  const counted = await call('POST', 'v2/products/search', search)

  expect((repeated.body as { data: { sku: string }[] }).data.map(({ sku }) => sku)).toHaveLength(5)
  expect(counted.body).toMatchObject({ data: [], pagination: { count: 'many' } })
})
