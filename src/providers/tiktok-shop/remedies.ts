import { grouped } from '../../model/figures.ts'
import type { Kind } from './failure.ts'

interface Remedy {
  /** Of the program's errors. */
  code: string
  hints: string[]
}

const CONSENT =
  'Let the seller authorise the app again: open the address that "sync auth tiktok-shop --url" prints, then "sync auth tiktok-shop --code CODE".'
const CONSOLE = 'app settings in TikTok Shop Partner Center'

/** What to do about each kind of failure, and the error that it becomes. */
const REMEDIES: { readonly [kind in Kind]: Remedy } = {
  signature: {
    code: 'tiktok-shop-signature',
    hints: [
      `Check TIKTOK_SHOP_APP_SECRET: it must be that of TIKTOK_SHOP_APP_KEY, as the ${CONSOLE} show it, without blanks.`,
      'A proxy that changes addresses or bodies on the way breaks signatures too.',
    ],
  },
  clock: { code: 'tiktok-shop-clock', hints: [] },
  app: {
    code: 'tiktok-shop-app',
    hints: [`Check TIKTOK_SHOP_APP_KEY and TIKTOK_SHOP_APP_SECRET against the ${CONSOLE}.`],
  },
  expired: { code: 'tiktok-shop-token', hints: [CONSENT] },
  token: {
    code: 'tiktok-shop-token',
    hints: [CONSENT, 'The tokens must have been given to the app of TIKTOK_SHOP_APP_KEY, by the seller of this shop.'],
  },
  scope: {
    code: 'tiktok-shop-scope',
    hints: [
      'Give the app the scopes seller.product.basic and seller.authorization.info in Partner Center.',
      `Scopes that were added later count only after a new consent. ${CONSENT}`,
    ],
  },
  address: {
    code: 'tiktok-shop-address',
    hints: [
      `Add the address by which this machine reaches the internet to the IP allow list in the ${CONSOLE}, or empty the list.`,
    ],
  },
  shop: {
    code: 'tiktok-shop-shop',
    hints: ['Check source.tiktok-shop.region, and TIKTOK_SHOP_CIPHER if it is set.'],
  },
  rate: {
    code: 'tiktok-shop-rate',
    hints: ['Another program may use the same app with this shop; try again later.'],
  },
  quota: { code: 'day-quota', hints: [] },
  internal: { code: 'tiktok-shop-unavailable', hints: ['Try again later; TikTok asks for the request id.'] },
  gone: { code: 'tiktok-shop-refused', hints: [] },
  'too-many': { code: 'tiktok-shop-refused', hints: [] },
  page: { code: 'tiktok-shop-refused', hints: ['Begin the export anew, without --resume.'] },
  refused: { code: 'tiktok-shop-refused', hints: [] },
}

/** @param skew Whole seconds that this machine's clock is ahead of the service's; `null`: no answer told. */
export function remedyFor(kind: Kind, skew: number | null): Remedy {
  const { code, hints } = REMEDIES[kind]
  return { code, hints: kind === 'clock' ? [clockHint(skew)] : [...hints] }
}

const ALLOWED = 'TikTok allows 5 minutes behind its own and 30 seconds ahead.'

function clockHint(skew: number | null): string {
  const off = Math.abs(skew ?? 0)
  const measured =
    off === 0 ? "This machine's clock" : `This machine's clock is ${grouped(off)} seconds ${aheadOr(skew)} TikTok's: it`
  return `${measured} must be set right, best by time synchronisation; ${ALLOWED}`
}

function aheadOr(skew: number | null): string {
  return (skew ?? 0) > 0 ? 'ahead of' : 'behind'
}
