/** How to reach Shopee for one application. */
export interface ShopeeCredentials {
  partnerId: string
  /** Used as text, although it looks like hex. */
  partnerKey: string
  /** Base of `/api/v2/…`: it goes by where this machine runs, not by the shop's market. */
  apiUrl: string
}
