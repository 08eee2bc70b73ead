import { type Clock, elapsedOf } from '../../model/clock.ts'
import { type Log, SILENT } from '../../model/log.ts'
import { NO_SECRETS, type Secrets } from '../../model/secrets.ts'
import type { SourceCalls } from '../../model/source.ts'
import { logExchange } from '../../net/exchange.ts'
import { failureOf } from '../../net/failure.ts'
import { backoff, REPEATED } from '../../net/retry.ts'
import { type OnWait, Waits } from '../../net/waits.ts'
import type { AmazonCredentials } from './credentials.ts'
import { concealer, SpApiError } from './failure.ts'
import { type Judgement, judge, unreachable } from './judge.ts'
import type { Marketplace } from './marketplaces.ts'
import { ALLOWANCES, Pace } from './pace.ts'
import type { RawRecord } from './raw.ts'
import { createSpApi, type Operation, type SpApiAnswer, type SpApiOptions, type SpApiRequest } from './sp-api.ts'
import { Tokens } from './tokens.ts'
import { toldCall } from './told-call.ts'

const MAX_ATTEMPTS = 8

export interface ClientOptions extends SpApiOptions {
  credentials: AmazonCredentials
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** Told of waits when they begin. */
  onWait?: OnWait
  /** Shared by clients of one seller; its own unless given. */
  tokens?: Tokens
  /** Most attempts at one call; 8 unless told. */
  attempts?: number
  log?: Log
  secrets?: Secrets
}

/** The Selling Partner API for one marketplace: paced, retried within bounds, errors typed. */
export interface AmazonClient {
  /** A call that has left is finished even if the signal aborts; then nothing leaves any more. @throws SpApiError */
  call(request: SpApiRequest): Promise<RawRecord>
  totals(): SourceCalls
}

type Paces = { [operation in Operation]: Pace }

export function createClient(options: ClientOptions, marketplace: Marketplace, signal: AbortSignal): AmazonClient {
  const { credentials, clock, random, onWait, log = SILENT, secrets = NO_SECRETS } = options
  const { attempts: most = MAX_ATTEMPTS } = options
  const send = createSpApi(credentials, marketplace.region, options)
  const waits = new Waits(clock, onWait)
  const tokens = options.tokens ?? new Tokens({ credentials, clock, random, waits, log, secrets })
  const operations = Object.keys(ALLOWANCES) as Operation[]
  const paces = Object.fromEntries(operations.map((name) => [name, new Pace(clock, ALLOWANCES[name], waits)])) as Paces
  const totals = { calls: 0, retried: 0, throttled: 0 }
  const asked = new Set<Operation>()

  async function attempt(request: SpApiRequest, token: string, attempts: number): Promise<Judgement> {
    const conceal = concealer([credentials.clientSecret, credentials.refreshToken, token])
    const context = { operation: request.operation, marketplace, attempts, conceal, list: request.list }
    totals.calls += 1
    const began = elapsedOf(clock)
    const tell = (answer: SpApiAnswer | string): void => {
      if (!log.keeps('error')) return
      const { region } = marketplace
      const sent = { apiUrl: credentials.apiUrl, region, token, attempt: attempts }
      logExchange({ log, secrets }, toldCall(request, answer, { ...sent, milliseconds: elapsedOf(clock) - began }))
    }
    try {
      const answer = await send(request, token)
      tell(answer)
      paces[request.operation].follow(answer.headers['x-amzn-ratelimit-limit'])
      return judge(answer, context)
    } catch (error) {
      const failure = failureOf(error, 'before-answer')
      tell(failure.message)
      return unreachable(failure, context)
    }
  }

  async function call(request: SpApiRequest): Promise<RawRecord> {
    const pace = paces[request.operation]
    asked.add(request.operation)
    let renewed = false
    for (let attempts = 1; ; attempts += 1) {
      await pace.take(signal)
      const token = await tokens.current(signal)
      const judgement = await attempt(request, token, attempts)
      if (judgement.verdict === 'answer') return judgement.body
      const { verdict, error } = judgement
      if (verdict === 'refused' || attempts >= most || (verdict === 'token' && renewed)) throw error
      totals.retried += 1
      if (verdict === 'token') {
        renewed = true
        tokens.discard(token)
      } else await pause(attempts, pace, error)
    }
  }

  /** Waits a little longer after every attempt; one that was throttled says that the pace is too quick. */
  async function pause(attempts: number, pace: Pace, { status }: SpApiError): Promise<void> {
    const throttled = status === 429
    if (throttled) {
      totals.throttled += 1
      pace.drain()
    }
    const wait = backoff(attempts, random)
    waits.begin(wait, throttled ? 'Amazon says that there are too many calls' : REPEATED)
    await clock.sleep(wait, signal)
  }

  const windows = () => [...asked].map((operation) => paces[operation].use(operation))
  return { call, totals: () => ({ ...totals, sign_ins: tokens.signIns, windows: windows() }) }
}

/** The API refuses what was asked for; a refused sign-in has the same status and says nothing of the kind. */
export function isBadRequest(error: unknown): error is SpApiError {
  return error instanceof SpApiError && error.status === 400 && error.code !== 'amazon-sign-in'
}

/** Amazon itself fails at it, again and again; other calls may work. */
export function isServerError(error: unknown): error is SpApiError {
  return error instanceof SpApiError && error.code === 'amazon-unavailable'
}

/** The application or the seller lacks a right. */
export function isDenied(error: unknown): error is SpApiError {
  return error instanceof SpApiError && error.code === 'amazon-denied'
}
