import type { SimResponse } from '../../http.ts'
import { oddAnswer } from '../../odd-answer.ts'
import type { World } from '../domain.ts'
import { BAD_TOKEN, internalError } from '../errors.ts'
import type { ShopifyFault } from './options.ts'

/** @param broken The first root field ends in an error of the service instead of being executed */
type Run = (broken?: boolean) => SimResponse | Promise<SimResponse>

/** What comes back instead of, or after, executing. */
export async function struck(world: World, fault: ShopifyFault, run: Run): Promise<SimResponse> {
  const { effect } = fault
  const before = instead(world, fault)
  if (before !== null) return before
  switch (effect) {
    case 'drained':
      world.bucket.drain(world.clock.now())
      return run()
    case 'expired-token':
      world.tokens.expire()
      return run()
    case 'slow':
      await world.clock.sleep(fault.ms ?? 1000)
      return run()
    case 'internal-first':
      return run(true)
    case 'truncated':
      return { ...(await run()), cut: 'truncate' }
    case 'trickle':
      return { ...(await run()), trickle: fault.ms ?? 1000 }
    case 'reset-after':
      await run()
      return { status: 0, cut: 'destroy' }
    case '502-after':
      await run()
      return unavailable(502)
    default:
      // internal-after
      await run()
      return internal()
  }
}

/** Answers to calls that are not executed. */
function instead(world: World, fault: ShopifyFault): SimResponse | null {
  switch (fault.effect) {
    case 'throttled':
      return throttled(world)
    case '401':
      return { status: 401, body: { errors: BAD_TOKEN } }
    case '429':
      return { status: 429, headers: { 'retry-after': '1.0' }, body: { errors: 'Exceeded rate limit.' } }
    case '430':
      return { status: 430, headers: { 'content-type': 'text/html' }, body: '<html><h1>Request blocked</h1></html>' }
    case '500':
    case '502':
    case '503':
    case '504':
      return unavailable(Number(fault.effect))
    case 'internal':
      return internal()
    case 'reset-before':
      return { status: 0, cut: 'destroy' }
    case 'html':
      return { status: 502, headers: HTML, body: '<html><h1>502 Bad Gateway</h1></html>' }
    case 'html-200':
      return { status: 200, headers: HTML, body: '<html><h1>Checking your browser</h1></html>' }
    case 'answer':
      return oddAnswer(fault)
    default:
      return null
  }
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }
/** What a call of which nothing is known would have asked for. */
const ASKED = 10

function throttled({ bucket, clock }: World): SimResponse {
  const throttleStatus = { ...bucket.status(clock.now()), currentlyAvailable: 0 }
  const cost = { requestedQueryCost: ASKED, actualQueryCost: null, throttleStatus }
  const errors = [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]
  return { status: 200, body: { errors, extensions: { cost } } }
}

function unavailable(status: number): SimResponse {
  return { status, body: { errors: 'Internal Server Error' } }
}

/** The one error of the top level after which it is not known whether anything was done: contract, §3. */
function internal(): SimResponse {
  const { message, extensions } = internalError()
  return { status: 200, body: { errors: [{ message, extensions }] } }
}
