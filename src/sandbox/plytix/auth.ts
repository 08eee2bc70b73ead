import { parseJsonBody, type SimRequest, type SimResponse } from '../http.ts'
import { answer, errorResponse, isObject } from './answers.ts'
import { journaled } from './journaled.ts'
import { struck, throttled } from './strike.ts'
import type { World } from './world.ts'

const PATH = '/auth/api/get-token'

/** The sign-in host; it has a limiter of its own. */
export async function answerAuth(world: World, request: SimRequest): Promise<SimResponse> {
  return journaled(world, { request, kind: 'auth' }, async () => {
    const response = await admit(world, request)
    const limit = String(world.settings.authLimit)
    return {
      ...response,
      headers: { ...response.headers, 'ratelimit-limit': limit, 'x-ratelimit-limit-second': limit },
    }
  })
}

async function admit(world: World, request: SimRequest): Promise<SimResponse> {
  const { settings, clock } = world
  if (request.path !== PATH) return errorResponse(404, 'Not Found')
  if (request.method !== 'POST') return errorResponse(405, 'Method Not Allowed')
  const full = world.authLimiter.take([{ limit: settings.authLimit, window_size: 1 }], 'fixed', clock.now())
  if (full) return throttled({ ...full, ttl: settings.throttleTtl ? full.ttl : undefined })
  const call = { method: request.method, path: request.path, kind: 'auth' } as const
  const fault = world.faults.pick(settings.faults, call)
  const run = () => signIn(world, request)
  return fault ? struck(world, { fault, request, run }) : run()
}

function signIn(world: World, request: SimRequest): SimResponse {
  const { settings, tokens, clock } = world
  const parsed = parseJsonBody(request.body)
  const body = 'value' in parsed ? parsed.value : undefined
  if (!isObject(body) || typeof body.api_key !== 'string' || typeof body.api_password !== 'string') {
    const msg = 'problem' in parsed ? `Failed to decode JSON object: ${parsed.problem}` : 'Malformed request'
    return errorResponse(400, msg, [{ field: 'http_status_code', msg: 400 }])
  }
  if (body.api_key !== settings.apiKey || body.api_password !== settings.apiPassword) {
    const msg = 'Bad api_key or api_password: Credentials not valid'
    return errorResponse(401, msg, [{ field: 'http_status_code', msg: 401 }])
  }
  const token = tokens.issue(settings, clock.now())
  return answer([{ access_token: token, refresh_token: `${token.slice(0, 24)}.refresh` }])
}
