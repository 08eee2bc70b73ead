import { randomBytes } from 'node:crypto'
import type { ShopifySimSettings } from '../options.ts'

/** Tokens by client credentials. Several live at once; there is none to renew with. */
export class Tokens {
  private readonly expiry = new Map<string, number>()

  issue(settings: ShopifySimSettings, now: number): { access_token: string; scope: string; expires_in: number } {
    const token = `shpat_${randomBytes(16).toString('hex')}`
    this.expiry.set(token, now + settings.tokenTtl * 1000)
    return { access_token: token, scope: settings.scopes.join(','), expires_in: settings.tokenTtl }
  }

  knows(token: string | undefined, settings: ShopifySimSettings, now: number): boolean {
    if (token === undefined) return false
    return token === settings.accessToken || (this.expiry.get(token) ?? 0) > now
  }

  /** All tokens that were handed out count as ended from now on. */
  expire(): void {
    this.expiry.clear()
  }
}
