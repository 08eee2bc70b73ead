import { setTimeout } from 'node:timers/promises'
import type { Json } from '../../src/model/json.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Somebody who works in the account by hand, and waits as long as it asks for: a call to its API, and the records of the answer. */
export async function byHand(sandbox: Sandbox, [method, path]: [Method, string], body?: Json): Promise<Json[]> {
  const { PLYTIX_AUTH_URL, PLYTIX_API_URL, PLYTIX_API_KEY, PLYTIX_API_PASSWORD } = sandbox.env
  const credentials = { api_key: PLYTIX_API_KEY ?? '', api_password: PLYTIX_API_PASSWORD ?? '' }
  const [token] = await call(`${PLYTIX_AUTH_URL}/auth/api/get-token`, { method: 'POST', body: credentials })
  const { access_token } = token as { access_token: string }
  return call(`${PLYTIX_API_URL}/api/v1/${path}`, { method, token: access_token, ...(body !== undefined && { body }) })
}

async function call(url: string, request: { method: Method; token?: string; body?: Json }): Promise<Json[]> {
  const { method, token, body } = request
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (answer.status === 429) {
    const { ttl } = (await answer.json()) as { ttl: number }
    await setTimeout(ttl)
    return call(url, request)
  }
  if (!answer.ok) throw new Error(`${method} ${url} answers ${answer.status}: ${await answer.text()}`)
  const text = await answer.text()
  return text === '' ? [] : (JSON.parse(text) as { data: Json[] }).data
}

/** The id of the attribute or relationship with that label. */
export async function idOf(sandbox: Sandbox, kind: 'attributes/product' | 'relationships', label: string) {
  const filters = [[{ field: 'label', operator: 'eq', value: label }]]
  const [found] = await byHand(sandbox, ['POST', `${kind}/search`], { filters, pagination: { page: 1, page_size: 10 } })
  return (found as { id: string }).id
}
