import type { Clock } from '../../src/model/clock.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import type { PlytixSim } from '../../src/sandbox/plytix/index.ts'

/** A refusal of the service. */
export class Refused extends Error {
  readonly status: number
  readonly body: JsonObject

  constructor(status: number, body: JsonObject) {
    super(`The service answers ${status}: ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
  }
}

export interface Service {
  clock: Clock
  /** The rows of the answer. @throws Refused */
  call(method: string, path: string, body?: Json): Promise<JsonObject[]>
}

/** What is worth a call: once, as the tool under test decides. */
type Attempt = () => Promise<JsonObject[]>

/** Waits a minute after a refusal for being too fast and tries once more, as the replaced scripts do. */
export const aMinute =
  (clock: Clock) =>
  async (attempt: Attempt): Promise<JsonObject[]> => {
    try {
      return await attempt()
    } catch (error) {
      if (!isThrottled(error)) throw error
      await clock.sleep(60_000)
      return attempt()
    }
  }

/** Waits as long as the refusal says, and tries until it is let through. */
export const asLongAsItSays =
  (clock: Clock) =>
  async (attempt: Attempt): Promise<JsonObject[]> => {
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        if (!isThrottled(error)) throw error
        await clock.sleep(Number((error.body.metadata as JsonObject | undefined)?.ttl ?? 10_000))
      }
    }
  }

/** A plain client that is signed in anew every ten minutes, since tokens live for fifteen. */
export function serviceOf(
  sim: PlytixSim,
  clock: Clock,
  patience: (attempt: Attempt) => Promise<JsonObject[]>,
): Service {
  let token = ''
  let until = 0
  const signedIn = async (): Promise<string> => {
    if (clock.now() < until) return token
    const { apiKey: api_key, apiPassword: api_password } = sim.options
    const [session] = await send(`${sim.authUrl}/auth/api/get-token`, {
      method: 'POST',
      body: { api_key, api_password },
      token: '',
    })
    until = clock.now() + 600_000
    token = String(session?.access_token)
    return token
  }
  return {
    clock,
    call: (method, path, body) =>
      patience(async () => send(`${sim.url}/api/v1/${path}`, { method, body, token: await signedIn() })),
  }
}

/** The only product of the SKU, by a search for it. */
export async function productBySku({ call }: Service, sku: string): Promise<string | null> {
  const [found] = await call('POST', 'products/search', {
    filters: [[{ field: 'sku', operator: 'eq', value: sku }]],
    pagination: { page: 1, page_size: 1 },
  })
  return found === undefined ? null : String(found.id)
}

/** Uploads a picture, or finds the one that is there already: the refusal names it. */
export async function upload({ call }: Service, filename: string, url: string): Promise<string> {
  try {
    const [made] = await call('POST', 'assets', { url, filename })
    return String(made?.id)
  } catch (error) {
    if (!(error instanceof Refused && error.status === 409)) throw error
    const { errors } = error.body.error as { errors: { msg: string }[] }
    return String(errors[0]?.msg)
  }
}

/** The ids of the relationships by their labels. */
export async function relationshipIds({ call }: Service): Promise<Map<string, string>> {
  const rows = await call('POST', 'relationships/search', {
    filters: [],
    attributes: ['label'],
    pagination: { page: 1, page_size: 100 },
  })
  return new Map(rows.map(({ label, id }) => [String(label), String(id)]))
}

function isThrottled(error: unknown): error is Refused {
  return error instanceof Refused && error.status === 429
}

interface Sent {
  method: string
  body: Json | undefined
  token: string
}

async function send(url: string, { method, body, token }: Sent): Promise<JsonObject[]> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const parsed = (text === '' ? { data: [] } : JSON.parse(text)) as { data?: JsonObject[] } & JsonObject
  if (!answer.ok) throw new Refused(answer.status, parsed)
  return parsed.data ?? []
}
