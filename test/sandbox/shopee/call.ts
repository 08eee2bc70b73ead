import { createHmac } from 'node:crypto'
import type { ShopeeSim } from '../../../src/sandbox/shopee/index.ts'

export const SHOP = 14_701_711

export interface Call {
  method?: string
  query?: Record<string, string | string[]>
  body?: object
  headers?: Record<string, string>
  /** Instead of what belongs there; `null` leaves it out. */
  common?: Record<string, string | null>
}

export type Answer = { [field: string]: unknown } & {
  error?: string
  message?: string
  response?: { [field: string]: unknown }
}

/** A call as the service wants it, or as near to it as is asked for. */
export async function call(
  sim: ShopeeSim,
  path: string,
  { method = 'GET', query = {}, body, headers, common = {} }: Call = {},
) {
  const isPublic = /auth|public/.test(path)
  const timestamp = String(common.timestamp ?? sim.seconds())
  const token = isPublic ? '' : (common.access_token ?? sim.options.accessToken)
  const shop = isPublic ? '' : (common.shop_id ?? String(SHOP))
  const base = `${sim.options.partnerId}/api/v2/${path}${timestamp}${token}${shop}`
  const own: Record<string, string | null> = {
    ...{ partner_id: String(sim.options.partnerId), timestamp },
    sign: createHmac('sha256', sim.options.partnerKey).update(base).digest('hex'),
    ...(isPublic ? {} : { access_token: token, shop_id: shop }),
    ...common,
  }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...own, ...query }))
    for (const one of [value].flat()) if (one !== null) search.append(name, one)
  const answer = await fetch(`${sim.url}/api/v2/${path}?${search}`, {
    method,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, date: answer.headers.get('date'), body: (await answer.json()) as Answer }
}
