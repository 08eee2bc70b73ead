import type { SimRequest, SimResponse } from '../http.ts'
import { errorResponse, Refusal } from './answers.ts'
import type { CallKind } from './journal.ts'
import { journaled } from './journaled.ts'
import { findRoute } from './routes.ts'
import { struck, throttled } from './strike.ts'
import type { World } from './world.ts'

export async function answerApi(world: World, request: SimRequest): Promise<SimResponse> {
  const kind = isRead(request) ? 'read' : 'write'
  return journaled(world, { request, kind }, () => admit(world, request, kind))
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
