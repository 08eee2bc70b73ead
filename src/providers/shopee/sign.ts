import { createHmac } from 'node:crypto'

/** What stands for an application and, in a shop's calls, for the shop. */
export interface Signed {
  partnerId: string
  /** Without host and query, from `/api/v2/` on. */
  path: string
  /** Seconds since 1970. */
  timestamp: number
  /** Absent in public calls: of tokens, and of the application itself. */
  shop?: { accessToken: string; shopId: string }
}

/**
 * The signature of a call: lower-case hex of HMAC-SHA256 over the parts without anything between them. The key looks like
 * hex and is used as text; neither the call's own parameters nor its body are signed (developer guide, "API calls").
 */
export function sign(signed: Signed, partnerKey: string): string {
  return createHmac('sha256', partnerKey).update(baseOf(signed)).digest('hex')
}

function baseOf({ partnerId, path, timestamp, shop }: Signed): string {
  return `${partnerId}${path}${timestamp}${shop ? shop.accessToken + shop.shopId : ''}`
}

/** What was signed, part by part and with secrets masked, for whoever looks for what is wrong with it. */
export function explainSign({ partnerId, path, timestamp, shop }: Signed, partnerKey: string): string {
  const parts = [`partner_id ${partnerId}`, `path ${path}`, `timestamp ${timestamp}`]
  if (shop) parts.push(`access_token of ${lengthOf(shop.accessToken)}`, `shop_id ${shop.shopId}`)
  return `${parts.join(' + ')}, signed with a key of ${lengthOf(partnerKey)}${oddness(partnerKey)}`
}

function lengthOf(secret: string): string {
  return `${secret.length} characters`
}

/** What is seldom meant. */
function oddness(key: string): string {
  if (key !== key.trim()) return ' that has blanks around it'
  return /\s|["']/.test(key) ? ' that has blanks or quotes in it' : ''
}
