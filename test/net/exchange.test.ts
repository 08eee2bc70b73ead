import { expect, test } from 'vitest'
import { LOG_LEVELS, type Log, type LogFields, type LogLevel } from '../../src/model/log.ts'
import { type Exchange, LONGEST_BODY, logExchange, requestIdOf } from '../../src/net/exchange.ts'
import { createSecrets } from '../../src/net/secrets.ts'

const EXCHANGE: Exchange = {
  system: 'Shoes',
  about: { operation: 'create boot', attempt: 2, calls_left: { '10 s': 7 } },
  method: 'POST',
  url: 'https://shoes.example/boots?kind=1',
  request: { headers: { authorization: 'Bearer x' }, text: '{"sku":"B-1"}' },
  milliseconds: 12.4,
  answer: { status: 201, headers: { 'x-request-id': 'r-1' }, text: '{"id":7,"access_token":"t"}' },
}

function told(exchange: Exchange, level: LogLevel = 'trace'): [LogLevel, string, LogFields][] {
  const lines: [LogLevel, string, LogFields][] = []
  const log: Log = {
    write: (at, event, fields = {}) => void lines.push([at, event, fields]),
    keeps: (at) => LOG_LEVELS.indexOf(at) >= LOG_LEVELS.indexOf(level),
    part: () => log,
    bind: () => undefined,
  }
  logExchange({ log, secrets: createSecrets('top-secret') }, exchange)
  return lines
}

test('a call is told with what it was, what came of it, and how many calls are left', () => {
  expect(told(EXCHANGE, 'debug')).toEqual([
    [
      'debug',
      'http.call',
      {
        ...{ system: 'Shoes', operation: 'create boot', attempt: 2, calls_left: { '10 s': 7 } },
        ...{ method: 'POST', host: 'shoes.example', path: '/boots?kind=1', ms: 12 },
        ...{ status: 201, request_id: 'r-1', bytes: 27 },
      },
    ],
  ])
})

test.each<[string, LogLevel, Exchange['answer']]>([
  ['refused as one too many', 'info', { status: 429, headers: {}, text: '' }],
  ['that the service fails at', 'warn', { status: 503, headers: {}, text: '' }],
  ['without an answer', 'warn', { failure: 'the connection breaks off' }],
])('a call %s is told at %s', (_, level, answer) => {
  expect(told({ ...EXCHANGE, answer }, 'debug')).toMatchObject([[level, 'http.call', {}]])
})

test('the transcript holds what was said, without secrets by name', () => {
  const [, [level, event, fields] = []] = told(EXCHANGE)

  expect([level, event]).toEqual(['trace', 'http.transcript'])
  expect(fields).toMatchObject({
    request: { method: 'POST', body: '{"sku":"B-1"}' },
    answer: { status: 201, body: '{"id":7,"access_token":"[removed]"}' },
  })
})

test('a body is cut after its secrets are taken out, and says how long it was', () => {
  const text = `${'x'.repeat(LONGEST_BODY - 5)}top-secret${'y'.repeat(100)}`
  const [, [, , fields] = []] = told({ ...EXCHANGE, answer: { status: 200, headers: {}, text } })

  expect((fields as { answer: { body: string } }).answer.body).toMatch(/x\[remo… \(10,104 characters\)$/)
})

test('nothing is told of the bodies of a sign-in', () => {
  const about = { operation: 'sign in', confidential: true } as const
  const [, [, , fields] = []] = told({ ...EXCHANGE, about })

  expect(fields).toMatchObject({
    request: { body: '[left out: credentials]' },
    answer: { body: '[left out: credentials]' },
  })
})

test.each([
  [{ 'x-amzn-requestid': 'a' }, 'a'],
  [{ 'content-type': 'text/html', 'x-request-id': 'b' }, 'b'],
  [{ 'x-correlation-id': 'c' }, 'c'],
  [{ 'x-request-id': '' }, null],
  [{}, null],
])('of %o the request id is %s', (headers, id) => {
  expect(requestIdOf(headers)).toBe(id)
})
