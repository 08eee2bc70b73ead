import type { Clock } from '../../model/clock.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import { oddAnswer } from '../odd-answer.ts'
import { errorResponse, Refusal } from './answers.ts'
import { FaultInjector } from './faults.ts'
import type { CallKind, SimCall } from './journal.ts'
import { Limiter, type RateLimit } from './limiter.ts'
import type { PlytixFault, PlytixSimSettings } from './options.ts'
import { findRoute } from './routes.ts'
import { firstPageOf, spoil } from './spoil.ts'
import type { Store } from './store.ts'
import { Tokens } from './tokens.ts'

/** What both servers of one simulated account share. */
export interface World {
  settings: PlytixSimSettings
  clock: Clock
  store: Store
  tokens: Tokens
  faults: FaultInjector
  apiLimiter: Limiter
  authLimiter: Limiter
  calls: SimCall[]
  violations: SimCall[]
}

export function newWorld(parts: Pick<World, 'settings' | 'clock' | 'store'>): World {
  return {
    ...parts,
    tokens: new Tokens(),
    faults: new FaultInjector(),
    apiLimiter: new Limiter(),
    authLimiter: new Limiter(),
    calls: [],
    violations: [],
  }
}

export async function answerApi(world: World, request: SimRequest): Promise<SimResponse> {
  const kind = isRead(request) ? 'read' : 'write'
  return journaled(world, { request, kind }, () => admit(world, request, kind))
}

/** Waits for the latency, and writes the call down whatever becomes of it. */
export async function journaled(
  world: World,
  { request, kind }: { request: SimRequest; kind: CallKind },
  answer: () => Promise<SimResponse> | SimResponse,
): Promise<SimResponse> {
  const entry: SimCall = { method: request.method, path: request.path, kind, status: 0, at: world.clock.now() }
  world.calls.push(entry)
  if (world.settings.latencyMs > 0) await world.clock.sleep(world.settings.latencyMs)
  const { observe } = world.settings
  await observe(entry, 'arrived')
  const response = await answer()
  if (response.cut !== 'destroy') entry.status = response.status
  await observe(entry, 'executed')
  return { ...response, sent: () => void observe(entry, 'answered') }
}

export function throttled({ limit, window_size, ttl }: RateLimit & { ttl: number | undefined }): SimResponse {
  const body = { message: 'API rate limit exceeded', limit, window_size }
  return { status: 429, body: ttl === undefined ? body : { ...body, ttl } }
}

/** The checks before a call is executed: redirect, plan mode, token, limits, faults. */
async function admit(world: World, request: SimRequest, kind: CallKind): Promise<SimResponse> {
  const { settings, clock, tokens } = world
  const { path } = request
  if (path.length > 1 && path.endsWith('/')) return { status: 301, headers: { location: path.replace(/\/+$/, '') } }
  if (settings.planMode && kind === 'write') {
    world.violations.push({ method: request.method, path, kind, status: 500, at: clock.now() })
    return errorResponse(500, `${request.method} ${path} is a write, and this is plan mode`)
  }
  const problem = tokens.problem(request.headers.authorization, clock.now())
  if (problem !== null) return errorResponse(401, problem)
  const full = world.apiLimiter.take(settings.limits, settings.windowKind, clock.now())
  if (full) return throttled({ ...full, ttl: settings.throttleTtl ? full.ttl : undefined })
  const fault = world.faults.pick(settings.faults, { method: request.method, path, kind })
  const run = (changed: SimRequest = request) => execute(world, changed)
  return fault ? struck(world, { fault, run, request }) : run()
}

interface Strike {
  fault: PlytixFault
  request: SimRequest
  run: (changed?: SimRequest) => SimResponse
}

/** What comes back instead of, or after, executing. */
export async function struck(world: World, { fault, request, run }: Strike): Promise<SimResponse> {
  switch (fault.effect) {
    case '429':
      return throttled(namedWindow(world, fault))
    case '500-before':
      return errorResponse(500, 'Internal Server Error')
    case '500-after':
      run()
      return errorResponse(500, 'Internal Server Error')
    case 'reset-before':
      return { status: 0, cut: 'destroy' }
    case 'reset-after':
      run()
      return { status: 0, cut: 'destroy' }
    case 'truncated':
      return { ...run(), cut: 'truncate' }
    case 'html':
      return { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>502 Bad Gateway</h1></html>' }
    case 'slow':
      await world.clock.sleep(fault.ms ?? 1000)
      return run()
    case '401':
      world.tokens.expire(request.headers.authorization ?? '')
      return errorResponse(401, 'Token has expired')
    case '502':
      return { status: 502, body: { message: 'An invalid response was received from the upstream server' } }
    case 'answer':
      return oddAnswer(fault)
    case 'trickle':
      return { ...run(), trickle: fault.ms ?? 1000 }
    case 'no-list':
    case 'no-id':
    case 'count':
      return spoil(run(), fault, request)
    case 'repeat':
      return spoil(run(firstPageOf(request)), fault, request)
    case '503':
      return { status: 503, body: { message: 'name resolution failed' } }
  }
}

function namedWindow({ settings }: World, fault: PlytixFault): RateLimit & { ttl: number | undefined } {
  const first: RateLimit = settings.limits[0] ?? { limit: 20, window_size: 10 }
  const named = settings.limits.find(({ window_size }) => window_size === fault.window_size)
  return { ...first, ...(fault.window_size ? { window_size: fault.window_size } : {}), ...named, ttl: fault.ttl }
}

function execute(world: World, request: SimRequest): SimResponse {
  const found = findRoute(request.method, request.path)
  if ('status' in found) {
    return errorResponse(found.status, found.status === 405 ? 'Method Not Allowed' : 'Not Found')
  }
  const { store, settings } = world
  store.runDue()
  try {
    return found.handler({ ...found, store, settings, request })
  } catch (error) {
    if (error instanceof Refusal) return error.response
    throw error
  }
}

function isRead({ method, path }: SimRequest): boolean {
  return method === 'GET' || (method === 'POST' && path.replace(/\/+$/, '').endsWith('/search'))
}
