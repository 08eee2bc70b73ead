import { expect, test } from 'vitest'
import { SILENT } from '../../src/model/log.ts'
import { type Http, type HttpResult, parseJson } from '../../src/net/http.ts'
import { loggedHttp } from '../../src/net/logged-http.ts'
import { createSecrets } from '../../src/net/secrets.ts'
import { createManualClock } from './manual-clock.ts'

const REQUEST = { method: 'GET', url: new URL('https://shoes.example/boots'), headers: {} } as const

function answering(status: number, text: string): Http {
  const json = parseJson(text)
  const answer: HttpResult = { ok: true, status, headers: {}, text, ...(json === undefined ? {} : { json }) }
  const http: Http = { send: async () => answer, close: async () => undefined }
  return loggedHttp(http, {
    log: SILENT,
    secrets: createSecrets('token-1'),
    clock: createManualClock(),
    system: 'Shoes',
  })
}

test('a refusal that repeats a secret is given on without it', async () => {
  const body = '{"error":{"msg":"token-1 is refused"}}'

  expect(await answering(422, body).send(REQUEST)).toMatchObject({
    text: '{"error":{"msg":"[removed] is refused"}}',
    json: { error: { msg: '[removed] is refused' } },
  })
})

test('an answer that is a success is given on as it is', async () => {
  expect(await answering(200, '{"sku":"token-1"}').send(REQUEST)).toMatchObject({ json: { sku: 'token-1' } })
})
