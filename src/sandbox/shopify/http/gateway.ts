import { randomUUID } from 'node:crypto'
import { parseJsonBody, type SimHandler, type SimRequest, type SimResponse } from '../../http.ts'
import type { World } from '../domain.ts'
import { BAD_TOKEN } from '../errors.ts'
import { strikable } from '../faults/match.ts'
import type { ShopifyFault } from '../faults/options.ts'
import { struck } from '../faults/strike.ts'
import type { SimCall } from '../journal.ts'
import { execute } from '../query/execute.ts'
import { answerToken } from './token-endpoint.ts'
import { servedVersion } from './versions.ts'

const API = /^\/admin\/api\/(?:([^/]+)\/)?graphql\.json$/

/** The shop's address: its API, its token endpoint, and what the domains add. */
export function gateway(world: World): SimHandler {
  return async (request) => {
    const { calls, clock, settings } = world
    const call: SimCall = { ...blank(request), at: clock.now() }
    calls.push(call)
    if (settings.latencyMs > 0) await clock.sleep(settings.latencyMs)
    world.store.runDue()
    const fault = faultOf(world, request)
    const run = (broken = false) => answer(world, request, { call, broken })
    const response = await (fault ? struck(world, fault, run) : run())
    if (response.cut !== 'destroy') call.status = response.status
    const date = new Date(world.clock.now()).toUTCString()
    return { ...response, headers: { date, 'x-request-id': randomUUID(), ...response.headers } }
  }
}

/** The fault that strikes a call, if one does. */
function faultOf({ faults, settings }: World, request: SimRequest): ShopifyFault | null {
  if (settings.faults.length === 0) return null
  const call = strikable(request)
  return call && faults.pick(settings.faults, call)
}

function blank({ method, path }: SimRequest): Omit<SimCall, 'at'> {
  const nothing = { code: null, requestedCost: null, actualCost: null }
  return { method, path, kind: 'other', fields: [], status: 0, ...nothing }
}

/** `broken`: the first root field ends in an error of the service. */
interface Answering {
  call: SimCall
  broken: boolean
}

async function answer(world: World, request: SimRequest, answering: Answering): Promise<SimResponse> {
  const { call } = answering
  if (request.path === '/admin/oauth/access_token') {
    call.kind = 'token'
    return answerToken(world, request)
  }
  const [whole, asked] = API.exec(request.path) ?? []
  if (whole !== undefined) return answerApi(world, request, { ...answering, asked })
  for (const route of world.domains.flatMap(({ routes = [] }) => routes)) {
    const found = route(world, request)
    if (found) return found
  }
  return { status: 404, body: { errors: 'Not Found' } }
}

async function answerApi(
  world: World,
  request: SimRequest,
  { call, broken, asked }: Answering & { asked: string | undefined },
): Promise<SimResponse> {
  const { settings, tokens, clock } = world
  const version = servedVersion(asked, settings.versions)
  if (version === null || request.method !== 'POST') return { status: 404, body: { errors: 'Not Found' } }
  const headers = { 'x-shopify-api-version': version }
  const token = request.headers['x-shopify-access-token']
  if (!tokens.knows(token, settings, clock.now())) return { status: 401, headers, body: { errors: BAD_TOKEN } }
  const parsed = parseJsonBody(request.body)
  const body = 'value' in parsed ? parsed.value : null
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') {
    return { status: 400, headers, body: { errors: { query: 'Required parameter missing or invalid' } } }
  }
  const whole = { ...body, query: body.query, version, entry: call, broken }
  return { status: 200, headers, body: await execute(world, whole) }
}
