/** North American marketplaces: those that one regional endpoint answers for. */
export const MARKETPLACE_IDS = {
  US: 'ATVPDKIKX0DER',
  CA: 'A2EUQ1WTGCTBG2',
  MX: 'A1AM78C64UM0Y8',
  BR: 'A2Q3Y263D00KWC',
} as const

/** How the options name a marketplace. */
export type MarketplaceCode = keyof typeof MARKETPLACE_IDS
