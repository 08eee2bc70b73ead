import type { LogFields, LogLevel } from '../../../src/model/log.ts'
import { redact } from '../../../src/net/redact.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import { Client, type ClientOptions } from '../../../src/providers/shopify/client.ts'
import { mutation, query } from '../../../src/providers/shopify/document.ts'
import type { ShopifyError } from '../../../src/providers/shopify/failure.ts'
import type { SimRequest, SimResponse } from '../../../src/sandbox/http.ts'
import { type Listening, listen } from '../../../src/sandbox/listen.ts'
import { type LeapingClock, leapingClock } from '../amazon/world.ts'

/** What the desk answers next; a function sees the request. */
type Scripted = SimResponse | ((request: SimRequest) => SimResponse)

export interface Desk {
  client: Client
  clock: LeapingClock
  requests: SimRequest[]
  /** Everything that the log was told. */
  told: { level: LogLevel; event: string; fields: LogFields }[]
  waits: string[]
  listening: Listening
  close(): Promise<void>
}

export const TOKEN = 'shpat_0123456789abcdef0123456789abcdef'
export const SECRET = 'shpss_abcdef0123456789abcdef0123456789'

export const SHOP_NAME = query('ShopName', 1, 'query ShopName { shop { name } }')

export const DELETE = mutation(
  'Remove',
  10,
  'mutation Remove($id: ID!) { productDelete(input: { id: $id }) { deletedProductId } }',
)

/** What a call throws. */
export async function failureOf(work: Promise<unknown>): Promise<ShopifyError> {
  return work.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: unknown) => error as ShopifyError,
  )
}

export function cost(available = 1999, requested = 1) {
  const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 }
  return { cost: { requestedQueryCost: requested, actualQueryCost: requested, throttleStatus } }
}

export function good(data: object = { shop: { name: 'Boots' } }, extensions: object = cost()): SimResponse {
  return { status: 200, headers: { 'x-shopify-api-version': '2026-07' }, body: { data, extensions } }
}

/** Refused in an answer with status 200. */
export function refused(code: string, message = 'No.', more: object = {}): SimResponse {
  const errors = [{ message, extensions: { code, ...more } }]
  return { status: 200, headers: { 'x-request-id': 'request-1' }, body: { errors } }
}

interface DeskOptions extends Partial<ClientOptions> {
  /** An app gets its tokens from the desk, the first answers of which are these. */
  app?: true
}

/** A client, and a server that answers what it is told to; the last answer is given again and again. */
export async function openDesk(answers: Scripted[], { app, ...options }: DeskOptions = {}): Promise<Desk> {
  const clock = leapingClock()
  const requests: SimRequest[] = []
  const told: Desk['told'] = []
  const waits: string[] = []
  const listening = await listen((request) => {
    requests.push(request)
    const answer = answers[Math.min(requests.length, answers.length) - 1] as Scripted
    return typeof answer === 'function' ? answer(request) : answer
  })
  const secrets = createSecrets(TOKEN, SECRET)
  const log = {
    write: (level: LogLevel, event: string, fields: LogFields = {}) =>
      void told.push({ level, event, fields: redact(fields, secrets) as LogFields }),
    keeps: () => true,
    part: () => log,
    bind: () => undefined,
  }
  const client = new Client({
    credentials: {
      shop: 'boots',
      baseUrl: listening.url,
      access: app ? { clientId: 'client-1', clientSecret: SECRET } : { token: TOKEN },
    },
    ...{ version: '2026-07', clock, random: () => 0.5, share: 1, userAgent: 'test/1', log, secrets },
    onWait: (seconds, reason) => waits.push(`${seconds} ${reason}`),
    ...options,
  })
  const close = async (): Promise<void> => {
    await client.close()
    await listening.close()
  }
  return { client, clock, requests, told, waits, listening, close }
}
