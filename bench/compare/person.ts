import type { Json, JsonObject } from '../../src/model/json.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'

/** Somebody who works in the account by hand, through its API. */
export interface Person {
  change(sku: string, fields: JsonObject): Promise<void>
  make(fields: JsonObject): Promise<void>
  remove(sku: string): Promise<void>
  /** Products that show it lose it. */
  removeAsset(id: string): Promise<void>
  /** Takes off the first of a product's links, if there is one. */
  unlink(sku: string, relationship: string): Promise<void>
  removeAttribute(label: string): Promise<void>
}

export async function person({ env, plytix }: Sandbox): Promise<Person> {
  const credentials = { api_key: env.PLYTIX_API_KEY ?? '', api_password: env.PLYTIX_API_PASSWORD ?? '' }
  const [signed] = await call('POST', `${env.PLYTIX_AUTH_URL}/auth/api/get-token`, { body: credentials })
  const token = String((signed as JsonObject).access_token)
  const api = (method: string, path: string, body?: Json): Promise<Json[]> =>
    call(method, `${env.PLYTIX_API_URL}/api/v1/${path}`, { token, ...(body !== undefined && { body }) })
  const idOf = (sku: string): string => {
    const found = plytix.store.product(sku)
    if (!found) throw new Error(`The account has no product ${sku}.`)
    return found.id
  }
  const definition = async (kind: string, label: string): Promise<string> => {
    const filters = [[{ field: 'label', operator: 'eq', value: label }]]
    const [found] = await api('POST', `${kind}/search`, { filters, pagination: { page: 1, page_size: 10 } })
    return String((found as JsonObject).id)
  }
  return {
    change: async (sku, fields) => void (await api('PATCH', `products/${idOf(sku)}`, fields)),
    make: async (fields) => void (await api('POST', 'products', fields)),
    remove: async (sku) => void (await api('DELETE', `products/${idOf(sku)}`)),
    removeAsset: async (id) => void (await api('DELETE', `assets/${id}`)),
    unlink: async (sku, relationship) => {
      const id = await definition('relationships', relationship)
      const targets = [...(plytix.store.product(sku)?.links.get(id)?.keys() ?? [])]
      const product_relationships = targets.slice(0, 1).map((product_id) => ({ product_id }))
      if (targets.length > 0)
        await api('POST', `products/${idOf(sku)}/relationships/${id}/unlink`, { product_relationships })
    },
    removeAttribute: async (label) =>
      void (await api('DELETE', `attributes/product/${await definition('attributes/product', label)}`)),
  }
}

async function call(method: string, url: string, { body, token }: { body?: Json; token?: string }): Promise<Json[]> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${url} answers ${answer.status}: ${text}`)
  return text === '' ? [] : (JSON.parse(text) as { data: Json[] }).data
}
