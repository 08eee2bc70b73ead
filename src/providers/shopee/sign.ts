import { createHmac } from 'node:crypto'
import { keyRemark, type SignedPart } from '../../model/signature.ts'

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

/** What is signed, part by part and with secrets masked. */
export function partsOf({ partnerId, path, timestamp, shop }: Signed): SignedPart[] {
  return [
    { name: 'partner_id', text: partnerId },
    { name: 'path', text: path },
    { name: 'timestamp', text: String(timestamp) },
    ...(shop
      ? [
          { name: 'access_token', text: '', hidden: shop.accessToken.length },
          { name: 'shop_id', text: shop.shopId },
        ]
      : []),
  ]
}

/** The same in one sentence, for whoever looks for what is wrong with it. */
export function explainSign(signed: Signed, partnerKey: string): string {
  const parts = partsOf(signed).map(({ name, text, hidden }) =>
    hidden === undefined ? `${name} ${text}` : `${name} of ${hidden} characters`,
  )
  const remark = keyRemark(partnerKey)
  const key = `a key of ${partnerKey.length} characters${remark === null ? '' : ` ${remark}`}`
  return `${parts.join(' + ')}, signed with ${key}`
}
