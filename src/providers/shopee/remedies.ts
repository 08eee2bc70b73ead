import { grouped } from '../../model/figures.ts'
import type { ErrorClass } from './error-classes.ts'

/** What is known when a call is refused. */
export interface Circumstances {
  /** As Shopee said it. */
  words: string
  shopId: string
  /** What was signed, with secrets masked. */
  signed: string
  /** Seconds that this machine is ahead of Shopee; `null`: not known. */
  ahead: number | null
}

/** Codes of this program's errors; `burst`, `day` and `server` end a read that can go on later. */
export const CODES: { readonly [kind in ErrorClass | 'unreachable' | 'garbled']: string } = {
  sign: 'shopee-sign',
  clock: 'shopee-clock',
  token: 'shopee-token',
  consent: 'shopee-consent',
  code: 'shopee-code',
  app: 'shopee-app',
  permission: 'shopee-permission',
  ip: 'shopee-ip',
  shop: 'shopee-shop',
  burst: 'shopee-rate',
  day: 'day-quota',
  server: 'shopee-unavailable',
  offset: 'shopee-refused',
  item: 'shopee-refused',
  request: 'shopee-refused',
  unreachable: 'shopee-unreachable',
  garbled: 'shopee-unavailable',
}

const CONSOLE = 'https://open.shopee.com/console'
/** Seconds for which Shopee takes a signature. */
const GOOD_FOR = 300

/** What to do, in the order in which it is worth trying. */
export function remediesFor(kind: ErrorClass, about: Circumstances): string[] {
  const clock = skewText(about.ahead)
  switch (kind) {
    case 'sign':
      return [
        ...clock,
        `Check SHOPEE_PARTNER_ID and SHOPEE_PARTNER_KEY against the app in ${CONSOLE}: the key goes as it stands there, and live and test keys differ.`,
        `What was signed: ${about.signed}.`,
      ]
    case 'clock':
      return clock.length > 0 ? clock : ["Set this machine's clock, or switch on time synchronisation."]
    case 'token':
      return [
        `Authorise the application again: "sync auth shopee --url", then "sync auth shopee --code CODE --shop ${about.shopId}".`,
      ]
    case 'consent':
      return [
        `The seller has to authorise the application for shop ${about.shopId}: "sync auth shopee --url", then "sync auth shopee --code CODE --shop ${about.shopId}".`,
        'Check that shop_id in sync.yaml is the shop that was authorised.',
      ]
    case 'code':
      return ['A code is good once, for ten minutes, and for its own shop: get another with "sync auth shopee --url".']
    case 'app':
      return [`Look at the app in ${CONSOLE}: its status, its partner id, and whether its key has expired.`]
    case 'permission':
      return [`Give the app the permission to read products in ${CONSOLE}; some shops grant less than others.`]
    case 'ip':
      return [ipText(about.words)]
    case 'shop':
      return [`Look at the state of shop ${about.shopId} in Seller Centre; nothing can be read until it is restored.`]
    case 'burst':
      return ['Try again in a few minutes; other programs may use the same app.']
    case 'day':
      return ['The limit is one for all shops of the app, and begins anew at 00:00 UTC+8.']
    case 'server':
      return ['Try again later.']
    default:
      return [`See docs/shopee.md; SHOPEE_API_URL must be the base of the API, such as ${DEFAULT_URL}.`]
  }
}

/** The host goes by where this machine runs; that of most (developer guide). */
export const DEFAULT_URL = 'https://partner.shopeemobile.com'

function skewText(ahead: number | null): string[] {
  if (ahead === null || Math.abs(ahead) <= GOOD_FOR) return []
  const off = `${grouped(Math.abs(ahead))} seconds ${ahead > 0 ? 'ahead of' : 'behind'}`
  return [`This machine's clock is ${off} Shopee's, and signatures are good for ${GOOD_FOR}: set it.`]
}

const ADDRESS = /\(([\d.]+|[\da-f:]*:[\da-f:.]+)\)/i

function ipText(words: string): string {
  const address = ADDRESS.exec(words)?.[1]
  const what = address === undefined ? 'the address of this machine' : address
  return `Add ${what} to the IP whitelist of the app: ${CONSOLE}, App list.`
}
