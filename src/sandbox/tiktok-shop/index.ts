import type { SimHandler, SimRequest } from '../http.ts'
import { listen } from '../listen.ts'
import { realClock, scaledClock } from '../sim-clock.ts'
import { withDefaults } from './default-options.ts'
import { Refusal } from './envelope.ts'
import { countCalls, type TikTokCall, type TikTokCounts } from './journal.ts'
import type { TikTokSimOptions, TikTokSimSettings } from './options.ts'
import type { SimProduct } from './product.ts'
import { routeOf } from './routes.ts'
import { TikTokService } from './service.ts'

/** The service itself, wherever its calls come from. */
export interface TikTokSimCore {
  readonly answer: SimHandler
  /** The products of all shops by id, open to changes while it runs. */
  readonly products: Map<string, SimProduct>
  /** Every call in order of arrival; none holds a secret. */
  readonly calls: TikTokCall[]
  /** Every refresh token that was sent, in order. */
  readonly refreshTokens: readonly string[]
  /** Open to changes while it runs. */
  readonly options: TikTokSimSettings
  counts(): TikTokCounts
}

export interface TikTokSim extends TikTokSimCore {
  /** Base of the API, without a trailing slash. */
  readonly url: string
  /** Base of the addresses that hand out tokens; the same server. */
  readonly authUrl: string
  close(): Promise<void>
}

type Given = TikTokSimOptions & { products: Iterable<SimProduct> }

/** Serves the product part of the Partner API and its tokens over plain HTTP on a loopback address. */
export async function startTikTokSim({ port = 0, ...options }: Given): Promise<TikTokSim> {
  const core = createTikTokSim(options)
  const { url, close } = await listen(core.answer, { port })
  return { ...core, url, authUrl: url, close }
}

/** The same without a server of its own. */
export function createTikTokSim(options: Omit<Given, 'port'>): TikTokSimCore {
  const { products: given, clockScale = 1, clock: base = realClock(), ...rest } = options
  const settings = withDefaults(rest)
  const clock = scaledClock(base, clockScale)
  const products = new Map<string, SimProduct>()
  for (const product of given) products.set(product.id, product)
  const service = new TikTokService(products, settings, clock)
  const calls: TikTokCall[] = []
  const answer: SimHandler = async (request) => {
    const call = begin(request, clock.now())
    calls.push(call)
    const response = await service.answer(request)
    call.status = response.cut === 'destroy' ? 0 : response.status
    call.code = codeOf(response.body)
    return { ...response, headers: { date: new Date(clock.now()).toUTCString(), ...response.headers } }
  }
  return {
    ...{ answer, products, calls, options: settings },
    refreshTokens: service.tokens.sent,
    counts: () => countCalls(calls),
  }
}

function begin(request: SimRequest, at: number): TikTokCall {
  const { method, path, body } = request
  const route = routeOf(request)
  const operation = route instanceof Refusal ? null : route
  const query = operation === 'token' || operation === 'refresh' ? {} : Object.fromEntries(request.query)
  return { method, path, query, body, operation, status: 0, code: null, at }
}

function codeOf(body: unknown): number | null {
  const code = (body as { code?: unknown } | null | undefined)?.code
  return typeof code === 'number' ? code : null
}
