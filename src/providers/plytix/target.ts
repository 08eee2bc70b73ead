import { createHash } from 'node:crypto'
import type { Clock } from '../../model/clock.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { type EarlierReads, NOTHING_EARLIER } from '../../model/earlier.ts'
import { type Log, SILENT } from '../../model/log.ts'
import { FORGETFUL, type QuotaMemory } from '../../model/quota.ts'
import type { EarlierWrites } from '../../model/run.ts'
import { NO_SECRETS, type Secrets } from '../../model/secrets.ts'
import type { Target } from '../../model/target.ts'
import { createHttp, type Http } from '../../net/http.ts'
import { Limiter } from '../../net/limiter.ts'
import { loggedHttp } from '../../net/logged-http.ts'
import { MAX_WAIT_MS } from '../../net/patience.ts'
import { QuotaKeeper } from '../../net/quota-keeper.ts'
import { Skew } from '../../net/skew.ts'
import { type OnWait, Waits } from '../../net/waits.ts'
import { Allowance, SMALLEST_PLAN } from './allowance.ts'
import { plytixSettings } from './asked.ts'
import { Auth, type AuthSession } from './auth.ts'
import { Client, type Session } from './client.ts'
import { Definitions } from './definitions.ts'
import { plytixHealth } from './health.ts'
import { look } from './look.ts'
import { neverThere } from './outage.ts'
import { OwnWrites } from './own-writes.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import { readState } from './read.ts'
import type { Earlier } from './read-context.ts'
import { plytixTraits } from './traits.ts'
import { readingSettings } from './trust.ts'
import { applyChange } from './write.ts'

export interface PlytixOptions {
  workspace: PimWorkspace
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
  /** What other processes wrote to an account a short while ago. */
  writes?: (account: string) => Promise<EarlierWrites>
  /** What is known of an account from earlier. */
  earlier?: EarlierReads
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

const API_URL = 'https://pim.plytix.com'
const AUTH_URL = 'https://auth.plytix.com'
/** A Plytix account as a target. */
export function createPlytixTarget(options: PlytixOptions): Target {
  const { clock, random, apiKey, apiPassword, maxWait = MAX_WAIT_MS, log = SILENT, secrets = NO_SECRETS } = options
  const skew = new Skew(clock)
  const http = skew.watch(loggedHttp(options.http ?? createHttp(), { log, secrets, clock, system: 'Plytix' }))
  const apiUrl = withoutSlash(options.apiUrl ?? API_URL)
  const authUrl = withoutSlash(options.authUrl ?? AUTH_URL)
  const limiter = new Limiter({ clock, share: options.share, windows: SMALLEST_PLAN, onWait: waiting, maxWait })
  const quota = new QuotaKeeper({ limiter, memory: options.quota ?? FORGETFUL, clock })
  const timing = { clock, random, waits: new Waits(clock, waiting) }
  const allowance = new Allowance(limiter, options.onNote)
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
      await open(accountOf(session))
      allowance.follow(session)
    },
  })
  const client = new Client({ http, auth, limiter, quota, apiUrl, timing, maxWait, log })
  const definitions = new Definitions()
  const writes = new OwnWrites(clock)
  const writing = { definitions, writes, account: { galleriesByLink: false } }
  const settings = plytixSettings(options.workspace)
  const accountOf = accountNamer(apiUrl, apiKey)
  const earlier = earlierOf(options, skew, async (signal) => accountOf(await auth.session(signal)))
  const reading = (session: Session) => ({ session, settings, definitions, writes, clock, log, earlier })
  let opened: string | null = null
  async function open(name: string): Promise<void> {
    await quota.open(name)
    if (opened !== name && options.writes) writes.add(await options.writes(name))
    opened = name
  }

  function waiting(seconds: number, reason: string): void {
    void quota.save()
    options.onWait?.(seconds, reason)
  }

  const explain = (error: unknown): unknown => (client.answered ? error : neverThere(error, apiUrl))
  const { workspace } = options
  const parts = { workspace, http, apiUrl, skew, explain, auth, allowance, accountOf, client, reading }

  return {
    traits: plytixTraits(options.workspace),
    connect: async (signal) => ({ account: accountOf(await auth.session(signal)), windows: allowance.windows }),
    async read(want, signal, progress) {
      try {
        return await readState(reading(client.session(signal, progress)), want)
      } catch (error) {
        throw explain(error)
      }
    },
    look: (named, want, signal) => look(reading(client.session(signal)), named, want),
    write: (change, signal) => applyChange({ ...writing, session: client.session(signal), notes: [] }, change),
    check: (request, signal) => plytixHealth(parts, request, signal),
    calls: () => ({ ...client.counts }),
    windows: () => limiter.use(),
    atOnce: () => limiter.atOnce(),
    allow: (calls) => client.allow(calls),
    async close() {
      await http.close()
      await quota.save()
    },
  }
}

function earlierOf(
  { workspace, earlier = NOTHING_EARLIER, clock }: PlytixOptions,
  skew: Skew,
  account: Earlier['account'],
): Earlier {
  const time = (): number | null => (skew.seconds === null ? null : clock.now() - skew.seconds * 1000)
  return { settings: readingSettings(workspace.settings.target), reads: earlier, account, time }
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
