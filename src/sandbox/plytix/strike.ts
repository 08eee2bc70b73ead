import type { SimRequest, SimResponse } from '../http.ts'
import { oddAnswer } from '../odd-answer.ts'
import { errorResponse } from './answers.ts'
import type { PlytixFault } from './fault-options.ts'
import type { RateLimit } from './limiter.ts'
import { firstPageOf, spoil } from './spoil.ts'
import type { World } from './world.ts'

/** The answer of a gateway to a call too many. */
export function throttled({ limit, window_size, ttl }: RateLimit & { ttl: number | undefined }): SimResponse {
  const body = { message: 'API rate limit exceeded', limit, window_size }
  return { status: 429, body: ttl === undefined ? body : { ...body, ttl } }
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
