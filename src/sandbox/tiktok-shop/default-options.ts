import type { TikTokSimOptions, TikTokSimSettings } from './options.ts'

const WEEK = 7 * 24 * 3600

/** What is not given is as with the service, as far as that is known. */
export function withDefaults(options: TikTokSimOptions): TikTokSimSettings {
  return {
    appKey: '6sandboxappkey',
    appSecret: 'sandbox-app-secret-of-tiktok-shop',
    shops: [{ id: '7494049642642441621', name: 'Toko Sandbox', region: 'ID', cipher: 'ROW_sandbox-cipher-of-ID' }],
    accessToken: 'ROW_sandbox-access-token-0',
    refreshToken: 'ROW_sandbox-refresh-token-0',
    authCode: 'ROW_sandbox-auth-code',
    accessTokenSeconds: WEEK,
    refreshTokenSeconds: 26 * WEEK,
    refreshTokensLast: false,
    scopes: ['seller.product.basic', 'seller.authorization.info'],
    addressDenied: false,
    rate: { rate: 20, burst: 20 },
    rateSignal: '429',
    retryAfter: 'none',
    callsPerDay: 0,
    plainStatus: false,
    latencyMs: 0,
    searchCap: 10_000,
    capRefuses: true,
    shortPages: 0,
    lastToken: 'empty',
    pageTokens: 'keyset',
    pageTokenSeconds: 0,
    deletedGet: 'gone',
    salePriceInSearch: false,
    changingUrls: false,
    emptyUrls: false,
    faults: [],
    amend: (_, answer) => answer,
    ...options,
  }
}
