import { createHash } from 'node:crypto'
import type { Clock } from '../../model/clock.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { type Log, SILENT } from '../../model/log.ts'
import { FORGETFUL, type QuotaMemory } from '../../model/quota.ts'
import { NO_SECRETS, type Secrets } from '../../model/secrets.ts'
import { createHttp, type Http } from '../../net/http.ts'
import { Limiter } from '../../net/limiter.ts'
import { loggedHttp } from '../../net/logged-http.ts'
import { MAX_WAIT_MS } from '../../net/patience.ts'
import { QuotaKeeper } from '../../net/quota-keeper.ts'
import { Skew } from '../../net/skew.ts'
import { type OnWait, Waits } from '../../net/waits.ts'
import { Allowance, SMALLEST_PLAN } from './allowance.ts'
import { Auth, type AuthSession } from './auth.ts'
import { Client } from './client.ts'
import { neverThere } from './outage.ts'

export interface LineOptions {
  apiKey: string
  apiPassword: string
  /** Base of `/api/v1` and `/api/v2`; may have a path. */
  apiUrl?: string
  /** Base of `/auth/api/get-token`. */
  authUrl?: string
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** The part of the account's allowance to use, 0 < share <= 1. */
  share: number
  /** What earlier processes left of the allowance. */
  quota?: QuotaMemory
  /** Told of waits when they begin. */
  onWait?: OnWait
  /** Milliseconds; what would have to wait longer ends. */
  maxWait?: number
  /** Told of what is odd about the account. */
  onNote?: (note: Diagnostic) => void
  http?: Http
  log?: Log
  secrets?: Secrets
}

/** One account and everything that calls to it go through: signed in when the first one leaves, paced, logged. */
export interface AccountLine {
  http: Http
  /** Without a trailing slash. */
  apiUrl: string
  skew: Skew
  auth: Auth
  allowance: Allowance
  limiter: Limiter
  client: Client
  log: Log
  accountOf(session: AuthSession): string
  /** Milliseconds by Plytix's clock; `null` when no answer told its time. */
  time(): number | null
  /** What an error means when Plytix was never there. */
  explain(error: unknown): unknown
  close(): Promise<void>
}

const API_URL = 'https://pim.plytix.com'
const AUTH_URL = 'https://auth.plytix.com'

/** @param onAccount Told of the account at every sign-in, before anybody gets the token */
export function openLine(options: LineOptions, onAccount: (account: string) => Promise<void>): AccountLine {
  const { clock, random, apiKey, apiPassword, maxWait = MAX_WAIT_MS, log = SILENT, secrets = NO_SECRETS } = options
  const skew = new Skew(clock)
  const http = skew.watch(loggedHttp(options.http ?? createHttp(), { log, secrets, clock, system: 'Plytix' }))
  const apiUrl = withoutSlash(options.apiUrl ?? API_URL)
  const authUrl = withoutSlash(options.authUrl ?? AUTH_URL)
  const waiting: OnWait = (seconds, reason) => {
    void quota.save()
    options.onWait?.(seconds, reason)
  }
  const limiter = new Limiter({ clock, share: options.share, windows: SMALLEST_PLAN, onWait: waiting, maxWait })
  const quota = new QuotaKeeper({ limiter, memory: options.quota ?? FORGETFUL, clock })
  const timing = { clock, random, waits: new Waits(clock, waiting) }
  const allowance = new Allowance(limiter, options.onNote)
  const accountOf = accountNamer(apiUrl, apiKey)
  const auth = new Auth({
    http,
    authUrl,
    apiKey,
    apiPassword,
    ...{ timing, maxWait },
    async onSession(session) {
      secrets.add(session.token)
      log.write('info', 'auth.signed_in', { system: 'Plytix', account: accountOf(session) })
      // What the token says now comes after what an earlier process has learned.
      await quota.open(accountOf(session))
      await onAccount(accountOf(session))
      allowance.follow(session)
    },
  })
  const client = new Client({ http, auth, limiter, quota, apiUrl, timing, maxWait, log })
  return {
    ...{ http, apiUrl, skew, auth, allowance, limiter, client, log, accountOf },
    time: () => (skew.seconds === null ? null : clock.now() - skew.seconds * 1000),
    explain: (error) => (client.answered ? error : neverThere(error, apiUrl)),
    async close() {
      await http.close()
      await quota.save()
    },
  }
}

/** A token that does not name its account stands for the key that it was given for. */
function accountNamer(apiUrl: string, apiKey: string): (session: AuthSession) => string {
  const digest = createHash('sha256').update(apiUrl + apiKey)
  const name = `key-${digest.digest('hex').slice(0, 8)}`
  return ({ account }) => account ?? name
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
