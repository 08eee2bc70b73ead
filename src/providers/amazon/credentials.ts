/** How to reach Amazon for one seller. */
export interface AmazonCredentials {
  clientId: string
  clientSecret: string
  refreshToken: string
  /** Replaces the regional endpoint. */
  apiUrl: string | null
  /** Base of the token endpoint. */
  lwaUrl: string
}
