import { createHmac, randomBytes } from 'node:crypto'
import type { PlytixSimSettings } from './options.ts'

const TOKEN_SECONDS = 900

/** Tokens handed out by this process; all others are unknown to it. */
export class Tokens {
  private readonly secret = randomBytes(32)
  private readonly expiry = new Map<string, number>()
  private serial = 0

  issue(settings: PlytixSimSettings, now: number): string {
    for (const [token, until] of this.expiry) if (until <= now) this.expiry.delete(token)
    const iat = Math.floor(now / 1000)
    this.serial += 1
    const payload = {
      iat,
      exp: iat + TOKEN_SECONDS,
      jti: String(this.serial),
      user_claims: { account: { ...settings.account, rate_limit: settings.limits } },
      ...settings.claims,
    }
    const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`
    const token = `${signed}.${createHmac('sha256', this.secret).update(signed).digest('base64url')}`
    this.expiry.set(token, (iat + TOKEN_SECONDS) * 1000)
    return token
  }

  /** What is wrong with an `Authorization` header; null when it holds a live token. */
  problem(header: string | undefined, now: number): string | null {
    if (header === undefined) return 'Missing Authorization Header'
    const token = /^Bearer (\S+)$/.exec(header)?.[1]
    if (token === undefined) return 'Bad Authorization header. Expected value: Bearer <token>'
    const until = this.expiry.get(token)
    if (until === undefined) return 'Invalid token'
    return until <= now ? 'Token has expired' : null
  }

  /** From now on the header's token counts as expired. */
  expire(header: string): void {
    const token = header.slice('Bearer '.length)
    if (this.expiry.has(token)) this.expiry.set(token, 0)
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
