import type { Clock } from '../../model/clock.ts'
import type { Log } from '../../model/log.ts'
import type { QuotaMemory } from '../../model/quota.ts'
import type { Secrets } from '../../model/secrets.ts'
import type { SourceCalls } from '../../model/source.ts'
import { NotSent, type TokenOwner, type Tokens } from '../../model/tokens.ts'
import { DayBudget } from '../../net/day-budget.ts'
import type { HttpAnswer } from '../../net/http.ts'
import { retryAfter } from '../../net/patience.ts'
import { type Heard, Steady } from '../../net/steady.ts'
import { partOf, type Speed, Tempo } from '../../net/tempo.ts'
import { type OnWait, Waits } from '../../net/waits.ts'
import type { ApiCall } from './api-call.ts'
import type { Credentials } from './credentials.ts'
import { TITLE, type TikTokShopError } from './failure.ts'
import { judge, unreachable } from './judge.ts'
import type { RawRecord } from './raw.ts'
import { baseOf, signatureOf } from './sign.ts'
import { SignIn } from './sign-in.ts'
import { toSign } from './signed-call.ts'
import { Transport } from './transport.ts'

/** Nobody publishes the limits, which differ by app and shop: what to begin with (contract, 4). */
const FIRST: Speed = { rate: 5, atOnce: 4 }
/** What nothing that is known speaks against, and no seller's shop needs more of. */
export const MOST: Speed = { rate: 50, atOnce: 16 }

export interface ClientOptions {
  credentials: Credentials
  owner: TokenOwner
  tokens: Tokens
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** The part of the shop's allowance to use, 0 < share <= 1. */
  share: number
  quota: QuotaMemory
  /** What the settings call the shop: calls of a day are counted for each. */
  shop: string
  /** Own budget of calls a day; `null`: as many as the service lets. */
  callsPerDay: number | null
  /** Told once, when most of it is used. */
  onBudget?: (used: number, limit: number) => void
  onWait: OnWait
  log: Log
  secrets: Secrets
  /** True while memory is short; absent: nobody looks. */
  isShort?: () => boolean
  /** Calls a second, from the first to the last; carefully at first and then more unless told. */
  rate?: number
}

/** The Partner API of one app and one seller: signed, paced, repeated within bounds, its errors told apart. */
export class Client {
  readonly signIn: SignIn
  readonly transport: Transport
  readonly budget: DayBudget
  readonly #options: ClientOptions
  readonly #steady: Steady
  readonly #tempo: Tempo

  constructor(options: ClientOptions) {
    const { clock, random, credentials, share, quota, callsPerDay, onWait, isShort, rate } = options
    this.#options = options
    this.transport = new Transport(options)
    this.signIn = new SignIn({ ...options, transport: this.transport })
    const most = partOf({ ...MOST, ...(rate === undefined ? {} : { rate }) }, share)
    const first = rate === undefined ? partOf(FIRST, share) : most
    this.#tempo = new Tempo({ clock, first, most, ...(isShort && { isShort }) })
    this.#steady = new Steady({ clock, random, tempo: this.#tempo, waits: new Waits(clock, onWait) })
    this.budget = new DayBudget({
      ...{ clock, memory: quota, title: TITLE, limit: callsPerDay, ahead: 0 },
      account: `${TITLE} app ${credentials.appKey}, ${options.shop}`,
      ...(options.onBudget ? { onWarning: options.onBudget } : {}),
    })
  }

  /**
   * The data of the answer. A call that has left is finished even if the signal aborts; then nothing leaves any more.
   * @throws TikTokShopError; NoMoreCalls when the day's calls are used up, or nothing is answered for minutes
   */
  call(call: ApiCall, signal: AbortSignal): Promise<RawRecord> {
    let renewed = false
    const attempt = async (number: number): Promise<Heard<RawRecord>> => {
      // First of all: when the day is over, tokens are not renewed either.
      await this.budget.take()
      const token = await this.signIn.current()
      const heard = await this.#once(call, token, number)
      if (heard.is !== 'expired') return heard
      if (renewed) throw heard.error
      await this.budget.take()
      const fresh = await this.signIn.renew(token)
      renewed = true
      const again = await this.#once(call, fresh, number)
      if (again.is === 'expired') throw again.error
      return again
    }
    return this.#steady.call((number) => attempt(number).catch(again), signal)
  }

  /** Attempts that have left, those for tokens not among them. */
  get calls(): number {
    return this.transport.calls
  }

  totals(): SourceCalls {
    const windows = [this.#tempo.use(), ...this.budget.use()]
    return { ...this.#steady.totals, calls: this.transport.calls, sign_ins: this.signIn.renewals, windows }
  }

  /** Keeps what has to be known next time, and lets go of connections. */
  async close(): Promise<void> {
    await this.budget.save()
    await this.transport.close()
  }

  async #once(call: ApiCall, token: string, attempt: number): Promise<Attempted> {
    const { operation, endpoint, query = {}, cipher } = call
    const { request, base } = this.#signed(call, token)
    const result = await this.transport.send({
      request,
      ...{ operation, endpoint, attempt, told: query },
      // The list of shops holds their ciphers.
      confidential: cipher === undefined,
    })
    const context = this.transport.context(operation, 'TIKTOK_SHOP_API_URL')
    if (!result.ok) return { is: 'failed', error: unreachable(result, context) }
    const judgement = judge(result, context)
    if (judgement.ok) return { is: 'good', value: judgement.data }
    if (judgement.error.kind === 'signature') {
      judgement.error.hints.push(`Signed was, with the secret before and behind it: ${context.conceal(base)}`)
    }
    return this.#refused(judgement.error, result)
  }

  /** @throws whatever another attempt would not change */
  async #refused(error: TikTokShopError, { headers }: HttpAnswer): Promise<Attempted> {
    if (error.kind === 'quota') throw await this.budget.spent(error.message, error)
    if (error.kind === 'expired') return { is: 'expired', error }
    if (error.kind === 'internal') return { is: 'failed', error }
    if (error.kind !== 'rate') throw error
    return { is: 'throttled', error, wait: retryAfter(headers['retry-after'], this.#options.clock.now()) }
  }

  #signed(call: ApiCall, token: string) {
    const { credentials, clock } = this.#options
    const { method, path } = call
    const signed = toSign(call, credentials, Math.floor(clock.now() / 1000))
    const url = new URL(credentials.apiUrl + path)
    const sign = signatureOf(signed, credentials.appSecret)
    url.search = new URLSearchParams({ ...signed.query, sign }).toString()
    const headers = { 'x-tts-access-token': token, 'content-type': 'application/json', accept: 'application/json' }
    const text = signed.body === '' ? {} : { text: signed.body }
    return { request: { method, url, headers, ...text }, base: baseOf(signed) }
  }
}

/** Tokens were to be renewed, and the request never left: it may be sent another time. */
function again(error: unknown): Heard<never> {
  if (error instanceof NotSent) return { is: 'failed', error }
  throw error
}

type Attempted = Heard<RawRecord> | { is: 'expired'; error: TikTokShopError }
