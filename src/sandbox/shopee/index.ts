import type { SimHandler, SimRequest } from '../http.ts'
import { listen } from '../listen.ts'
import { realClock, scaledClock } from '../sim-clock.ts'
import { consentPage, isConsentPage } from './consent-page.ts'
import { countCalls, type ShopeeCall, type ShopeeCounts } from './journal.ts'
import { operationOf } from './operations.ts'
import { type ShopeeSimOptions, type ShopeeSimSettings, withDefaults } from './options.ts'
import type { ShopeeShop } from './raw.ts'
import { ShopeeService } from './service.ts'

/** The service itself, wherever its calls come from. */
export interface ShopeeSimCore {
  readonly answer: SimHandler
  /** Shops with their items, open to changes: answers are made afresh. */
  readonly shops: ShopeeShop[]
  /** Every call in order of arrival. */
  readonly calls: ShopeeCall[]
  /** Open to changes while it runs. */
  readonly options: ShopeeSimSettings
  /** Refresh tokens in the order in which they were sent, good or not, with their shop. */
  readonly refreshTokensSent: readonly { refresh: string; shop: number }[]
  /** Calls that came after the day's were said to be used up, on the same day. */
  callsAfterDayLimit(): number
  counts(): ShopeeCounts
  /** A seller's consent: the code that comes back to the application. */
  consent(shops: number[], account?: number): string
  /** The simulator's time in whole seconds, as changes of items are stamped. */
  seconds(): number
}

export interface ShopeeSim extends ShopeeSimCore {
  /** Base of `/api/v2/…`, without a trailing slash. */
  readonly url: string
  close(): Promise<void>
}

/** What shops come without. */
export type GivenShop = Pick<ShopeeShop, 'id' | 'items'> & Partial<ShopeeShop>

const YEAR = 365 * 24 * 3600

type Given = ShopeeSimOptions & { shops: GivenShop[] }

/** Serves the Open Platform API v2 over plain HTTP on a loopback address. */
export async function startShopeeSim({ port = 0, ...options }: Given): Promise<ShopeeSim> {
  const core = createShopeeSim(options)
  const { url, close } = await listen(core.answer, { port })
  return { ...core, url, close }
}

/** The same without a server of its own. */
export function createShopeeSim(options: Omit<Given, 'port'>): ShopeeSimCore {
  const { shops: given, ...rest } = options
  const settings = withDefaults(rest)
  const clock = scaledClock(options.clock ?? realClock(), options.clockScale ?? 1)
  const seconds = (): number => Math.floor(clock.now() / 1000)
  const shops = given.map((shop) => withFacts(shop, seconds()))
  const service = new ShopeeService({ shops, settings, clock })
  const calls: ShopeeCall[] = []
  const answer: SimHandler = async (request) => {
    if (isConsentPage(request)) {
      return consentPage(request, { shops, settings, tokens: service.tokens, now: clock.now() })
    }
    const call = begin(request, clock.now())
    calls.push(call)
    const response = await service.answer(request, call.operation)
    call.status = response.cut === 'destroy' ? 0 : response.status
    call.error = String((response.body as { error?: unknown } | undefined)?.error ?? '').replace(/^-$/, '')
    return response
  }
  return {
    ...{ answer, shops, calls, options: settings },
    refreshTokensSent: service.tokens.sent,
    callsAfterDayLimit: () => service.quota.afterLimit,
    counts: () => countCalls(calls),
    consent: (ids, account) =>
      service.tokens.consent(ids, { now: clock.now(), ...(account !== undefined && { account }) }),
    seconds,
  }
}

function withFacts(shop: GivenShop, now: number): ShopeeShop {
  const name = `Shop ${shop.id}`
  return { name, region: 'ID', status: 'NORMAL', auth_time: now - YEAR / 2, expire_time: now + YEAR / 2, ...shop }
}

const HIDDEN = new Set(['sign', 'access_token'])

function begin(request: SimRequest, at: number): ShopeeCall {
  const { method, path, query } = request
  const shown = [...query].filter(([name]) => !HIDDEN.has(name))
  return { method, path, query: Object.fromEntries(shown), operation: operationOf(request), status: 0, error: '', at }
}
