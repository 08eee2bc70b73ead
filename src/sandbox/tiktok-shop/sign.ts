import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SimRequest } from '../http.ts'

const UNSIGNED: ReadonlySet<string> = new Set(['sign', 'access_token'])

/** What the service makes of a request and a secret: lower-case hex. */
export function signatureOf({ path, query, headers, body }: SimRequest, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => !UNSIGNED.has(name)).sort()
  const pairs = names.map((name) => `${name}${query.get(name)}`).join('')
  const signed = headers['content-type']?.startsWith('multipart/form-data') ? '' : body
  return createHmac('sha256', secret).update(`${secret}${path}${pairs}${signed}${secret}`).digest('hex')
}

export function isSigned(request: SimRequest, secret: string): boolean {
  const given = Buffer.from(request.query.get('sign') ?? '')
  const expected = Buffer.from(signatureOf(request, secret))
  return given.length === expected.length && timingSafeEqual(given, expected)
}
