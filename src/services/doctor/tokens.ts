import { asRefusal, type Check, failed, failedBy, passed, warned } from '../../model/check.ts'
import type { Clock } from '../../model/clock.ts'
import { spanText } from '../../model/counted.ts'
import type { AuthSide, ProviderContext } from '../../model/provider.ts'
import type { SourceSettings } from '../../model/settings.ts'
import type { TokenOwner, TokenPair } from '../../model/tokens.ts'
import { tokenStatus } from '../token-status.ts'

const DAY_MS = 24 * 3_600_000
/** Time to find the person who can consent. */
const CONSENT_MS = 30 * DAY_MS
const ACCESS_MS = 2 * DAY_MS
/** Refresh tokens that live no longer than this come anew with each renewal: only one that nobody used is about to end. */
const SHORT_LIFE_MS = 31 * DAY_MS

interface Place {
  auth: AuthSide
  settings: SourceSettings
  context: ProviderContext
  clock: Clock
}

/** How it stands with the tokens of an entry's shops, and which of them end soon. */
export async function* tokenChecks(place: Place, signal: AbortSignal): AsyncGenerator<Check> {
  const { auth, settings, context } = place
  try {
    for (const owner of await auth.owners(settings, context)) {
      yield tokenCheck(owner, await context.tokens.current(owner), place)
      yield* consentChecks(owner, place)
    }
  } catch (error) {
    yield failedBy('tokens', asRefusal(error, signal))
  }
}

function tokenCheck(owner: TokenOwner, pair: TokenPair | null, { auth, clock }: Place): Check {
  const now = clock.now()
  const { ok, message } = tokenStatus(owner, pair, { now, scopes: auth.scopes ?? [] })
  const name = `The tokens of ${owner.shop}`
  if (!ok || pair === null) return failed('tokens', `${name} are of no use.`, message ?? anew(owner))
  const left = leastLeft(pair, now)
  if (left !== null) return warned('tokens', `${name} end in ${spanText(left / 1000, 2)}.`, message ?? anew(owner))
  const age = pair.kept_at === undefined ? '' : `, kept ${spanText((now - Date.parse(pair.kept_at)) / 1000, 1)} ago`
  const ends = [until('access', pair.access_expires_at), until('refresh', pair.refresh_expires_at)].join('')
  return passed('tokens', `${name} are there${age}${ends}.`)
}

function until(what: string, time: string | null): string {
  return time === null ? '' : `; ${what} until ${time}`
}

/** Milliseconds until they end, where that is soon; `null`: it is not, or nobody knows. */
function leastLeft(pair: TokenPair, now: number): number | null {
  if (pair.refresh === '') return soon(pair.access_expires_at, { now, within: ACCESS_MS })
  return soon(pair.refresh_expires_at, { now, within: within(pair) })
}

function within({ kept_at, refresh_expires_at }: TokenPair): number {
  if (kept_at === undefined || refresh_expires_at === null) return CONSENT_MS
  const life = Date.parse(refresh_expires_at) - Date.parse(kept_at)
  return life > SHORT_LIFE_MS ? CONSENT_MS : Math.max(ACCESS_MS, life / 3)
}

async function* consentChecks(owner: TokenOwner, { auth, settings, context, clock }: Place): AsyncGenerator<Check> {
  const end = (await auth.consentEnd?.(settings, owner, context)) ?? null
  const left = soon(end, { now: clock.now(), within: CONSENT_MS })
  if (left !== null) {
    const message = left <= 0 ? `The consent of ${owner.shop} is over.` : `The consent of ${owner.shop} ends on ${end}.`
    yield warned('consent', message, anew(owner))
  } else if (end !== null) yield passed('consent', `The consent of ${owner.shop} ends on ${end}.`)
}

function soon(time: string | null, { now, within }: { now: number; within: number }): number | null {
  const left = time === null ? Number.POSITIVE_INFINITY : Date.parse(time) - now
  return left < within ? left : null
}

function anew({ provider }: TokenOwner): string {
  return `Consent anew: sync auth ${provider} --url`
}
