import { asRefusal, type Check, failed, failedBy, passed, warned } from '../../model/check.ts'
import { elapsedOf } from '../../model/clock.ts'
import { SyncError } from '../../model/errors.ts'
import type { SourceRequest } from '../../model/source.ts'
import { NoMoreCalls } from '../../net/no-more-calls.ts'
import { clockChecks } from '../../net/skew.ts'
import { pauseFor } from '../../net/steady.ts'
import { attempt } from './calls.ts'
import { consentEnd } from './consent.ts'
import { isOfClass } from './failure.ts'
import { ownerOf } from './owner.ts'
import type { RawRecord } from './raw.ts'
import { type ShopInfo, shopInfoOf } from './shop-info.ts'
import { openLine, type ShopContext, type ShopLine } from './shop-line.ts'
import type { ShopeeRequest } from './wants.ts'

export interface HealthOptions {
  requests: SourceRequest[]
  context: ShopContext
  callsPerDay: number | null
}

/** Whoever looks wants to know soon. */
const ATTEMPTS = 3
/** Days before the end of a consent from which on people are warned. */
const WARNED_DAYS = 30
const DAY_MS = 24 * 3600_000

/**
 * Everything that would stop a read, by one signed call and no look at a token endpoint: a token that has ended is left
 * for the next read to renew.
 */
export async function* shopHealth(
  { requests, context, callsPerDay }: HealthOptions,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  for (const request of requests) {
    const shop = openLine(request.shop, callsPerDay, context)
    try {
      yield* checksOf(shop, { request, context }, signal)
    } finally {
      await shop.line.budget.save()
      await shop.line.transport.close()
    }
  }
}

interface Asked {
  request: SourceRequest
  context: ShopContext
}

async function* checksOf(shop: ShopLine, asked: Asked, signal: AbortSignal): AsyncGenerator<Check> {
  const { request, context } = asked
  const name = `shop ${request.shop}`
  const pair = await context.tokens.current(ownerOf(request.shop, context.values))
  const answer =
    pair === null || pair.access === ''
      ? null
      : await ask(
          shop,
          { shopId: request.shop, accessToken: pair.access, clock: context.clock, random: context.random },
          signal,
        )
  if (answer instanceof SyncError && !isOfClass(answer, 'token')) yield failedBy(nameOf(answer), answer)
  else if (answer !== null && !(answer instanceof SyncError)) {
    const info = shopInfoOf(answer)
    yield passed('sign-in', `Shopee answers for ${name}${info.name === null ? '' : ` (${info.name})`}.`)
    yield* shopChecks(info, asked)
    yield* consentChecks(info.consent_ends, asked)
  } else
    yield* withoutToken(shop, { ...asked, canRenew: (pair?.refresh ?? '') !== '', hasToken: pair !== null }, signal)
  yield* clockChecks(shop.line.transport.skew, "Shopee's")
}

interface Sent {
  shopId: string
  accessToken: string
  clock: ShopContext['clock']
  random: ShopContext['random']
}

/** What the shop says of itself, or why not; the tempo and two minutes of patience are for reads. */
async function ask(
  { line }: ShopLine,
  { clock, random, ...shop }: Sent,
  signal: AbortSignal,
): Promise<RawRecord | SyncError> {
  for (let number = 1; ; number += 1) {
    const outgoing = { operation: 'shop.get_shop_info', shop, about: shop.shopId, attempt: number } as const
    const began = elapsedOf(clock)
    const answered = await attempt(line, outgoing).catch((error: unknown) => asRefusal(error, signal))
    if (answered instanceof SyncError) return answered
    if (answered.is === 'good') return answered.value
    if (number === ATTEMPTS || elapsedOf(clock) - began > 15_000) return answered.error
    await clock.sleep(pauseFor(number, random), signal)
  }
}

/** The same names for the same things as elsewhere. */
function nameOf(error: SyncError): string {
  if (error instanceof NoMoreCalls) return 'quota'
  if (isOfClass(error, 'unreachable', 'garbled', 'server')) return 'reachable'
  if (isOfClass(error, 'permission', 'ip')) return 'permission'
  return isOfClass(error, 'shop') ? 'shop' : 'sign-in'
}

/** Whether the next read can renew a token that has ended shows without one. */
async function* withoutToken(
  { line }: ShopLine,
  asked: Asked & { canRenew: boolean; hasToken: boolean },
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { shop } = asked.request
  const end = await consentEnd(line, shop, signal).catch((error: unknown) => asRefusal(error, signal))
  if (end instanceof SyncError) return yield failedBy(nameOf(end), end)
  yield* consentChecks(end, asked)
  if (asked.canRenew) {
    return yield passed('sign-in', `The access token of shop ${shop} has ended; the next read renews it.`)
  }
  const message = asked.hasToken
    ? `The access token of shop ${shop} has ended, and there is no refresh token that may still be sent.`
    : `There is no token of shop ${shop}.`
  yield failed(
    'sign-in',
    message,
    `Authorise the application: "sync auth shopee --url", then "sync auth shopee --code CODE --shop ${shop}".`,
  )
}

function* shopChecks({ status, region }: ShopInfo, { request }: Asked): Generator<Check> {
  const { shop } = request
  const wanted = (request.want as unknown as ShopeeRequest).region
  if (region !== null && region !== wanted) {
    yield failed(
      'shop',
      `Shop ${shop} is in ${region}, and sync.yaml says ${wanted}.`,
      `Write region: ${region} under source.shopee.`,
    )
  }
  if (status === null || status === 'NORMAL') return
  const message = `Shopee says that shop ${shop} is ${status}.`
  yield warned('shop', message, 'Look at its state in Seller Centre; what is read of it may not be for sale.')
}

function* consentChecks(end: number | null, { request, context }: Asked): Generator<Check> {
  if (end === null || end === 0) return
  const days = Math.floor((end - context.clock.now()) / DAY_MS)
  const date = new Date(end).toISOString().slice(0, 10)
  const message = `The seller's authorisation of shop ${request.shop} ends on ${date}.`
  const hint = `Authorise it again before that: "sync auth shopee --url".`
  if (end <= context.clock.now()) yield failed('consent', message.replace('ends', 'ended'), hint)
  else if (days < WARNED_DAYS) yield warned('consent', message, hint)
  else yield passed('consent', message)
}
