import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../../../src/net/http.ts'
import { explain, fieldErrors } from '../../../src/providers/plytix/explain.ts'
import { readError } from '../../../src/providers/plytix/read-error.ts'
import { rejected } from '../../../src/providers/plytix/refusal.ts'
import { readThrottle } from '../../../src/providers/plytix/throttle.ts'
import { readClaims } from '../../../src/providers/plytix/token.ts'

function reply(status: number, text: string) {
  const body = text.startsWith('{') ? { body: JSON.parse(text) } : {}
  return { status, unclear: false, records: null, text, ...body }
}

describe('what Plytix says when it refuses', () => {
  it.each([
    [
      '{"error":{"msg":"product data validation failed","errors":[{"field":"sku","msg":"exists"},{"field":"x","msg":["a"]}]}}',
      'Plytix answers 422: product data validation failed (sku: exists; x: ["a"])',
    ],
    ['{"errors":[{"field":"sku","msg":"exists"}],"msg":"no"}', 'Plytix answers 422: no (sku: exists)'],
    ['{"error":{"msg":"no","errors":[{"field":"http_status_code","msg":422}]}}', 'Plytix answers 422: no'],
    ['{"message":"name resolution failed"}', 'Plytix answers 422: name resolution failed'],
    ['{"detail":"Not Found"}', 'Plytix answers 422: Not Found'],
    ['<html><h1>502</h1> Bad\n Gateway</html>', 'Plytix answers 422: 502 Bad Gateway'],
    ['', 'Plytix answers 422: nothing more'],
  ])('is told in one sentence: %s', (text, sentence) => {
    expect(explain(reply(422, text))).toBe(sentence)
  })

  it('keeps the value that a field error names', () => {
    const text =
      '{"error":{"msg":"no","errors":[{"field":"product_id","msg":"product does not exists","value":"5c48"}]}}'
    expect(fieldErrors(reply(409, text))).toEqual([
      { field: 'product_id', message: 'product does not exists', value: '5c48' },
    ])
    expect(explain(reply(409, text))).toBe('Plytix answers 409: no (product_id: product does not exists 5c48)')
  })

  it('names the place when there is no answer', () => {
    expect(explain(reply(0, 'it does not answer in time (pim.plytix.com)'))).toBe(
      'Plytix gives no answer: it does not answer in time (pim.plytix.com)',
    )
  })
})

describe('a refused write', () => {
  const refusal = {
    ...reply(
      422,
      '{"error":{"msg":"not valid","errors":[{"field":"label","msg":"too long"},{"field":"gtin","msg":["no number"]}]}}',
    ),
    operation: 'create product',
    requestId: 'r-7',
  }

  it('carries both fields that are refused, as values and in its sentence', () => {
    expect(rejected(refusal, { attempts: 2 })).toEqual({
      outcome: 'rejected',
      status: 422,
      code: 'invalid',
      message: 'Plytix answers 422: not valid (label: too long; gtin: ["no number"]) (request id r-7).',
      hint: expect.stringContaining('Correct the value'),
      attempts: 2,
      call: {
        system: 'Plytix',
        operation: 'create product',
        service_code: null,
        fields: [
          { field: 'label', message: 'too long' },
          { field: 'gtin', message: '["no number"]' },
        ],
        request_id: 'r-7',
      },
    })
  })

  it('that ends a read carries the same', () => {
    expect(readError(refusal, 'the products').call).toMatchObject({
      ...{ system: 'Plytix', operation: 'create product', status: 422, request_id: 'r-7' },
      fields: [{ field: 'label' }, { field: 'gtin' }],
    })
  })
})

describe('an answer "too many requests"', () => {
  const answer = (json: object, headers: HttpAnswer['headers'] = {}): HttpAnswer =>
    ({ ok: true, status: 429, headers, text: '', json }) as HttpAnswer

  it('says how long to wait by its body before its header', () => {
    const body = { message: 'API rate limit exceeded', limit: 50, window_size: 10, ttl: 1200 }
    expect(readThrottle(answer(body, { 'retry-after': '7' }), 0)).toEqual({
      wait: 1200,
      size: 10,
      window: { limit: 50, window_size: 10 },
    })
  })

  it('may say it in seconds, by a date, or not at all', () => {
    expect(readThrottle(answer({}, { 'retry-after': '7' }), 0)).toEqual({ wait: 7000, size: null, window: null })
    const date = { 'retry-after': 'Sat, 21 Nov 2026 08:00:10 GMT' }
    expect(readThrottle(answer({}, date), Date.parse('2026-11-21T08:00:00Z')).wait).toBe(10_000)
    expect(readThrottle(answer({}, { 'retry-after': 'soon' }), 0).wait).toBeNull()
    expect(readThrottle(answer({ window_size: 3600, limit: 2000 }), 0).wait).toBeNull()
  })
})

describe('the claims of a token', () => {
  const token = (claims: object): string => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`

  it('hold the account, its windows and a lifetime', () => {
    const account = { name: 'Orchard', rate_limit: [{ limit: 20, window_size: 10 }, { limit: 0 }, 'odd'] }
    expect(readClaims(token({ iat: 100, exp: 400, user_claims: { account } }))).toEqual({
      lifetime: 300,
      account: 'Orchard',
      windows: [{ limit: 20, window_size: 10 }],
    })
  })

  it('may be missing or unreadable', () => {
    const nothing = { lifetime: 900, account: null, windows: [] }
    expect(readClaims(token({}))).toEqual(nothing)
    expect(readClaims('not a token')).toEqual(nothing)
  })
})
