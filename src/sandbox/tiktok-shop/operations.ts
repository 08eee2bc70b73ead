export const OPERATIONS = ['token', 'refresh', 'shops', 'search', 'product'] as const

export type TikTokOperation = (typeof OPERATIONS)[number]

/** Those of the API itself; the others hand out tokens. */
export type SignedOperation = 'shops' | 'search' | 'product'
