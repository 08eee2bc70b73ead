import { afterEach } from 'vitest'
import { type ShopifySim, type ShopifySimOptions, startShopifySim } from '../../../src/sandbox/shopify/index.ts'

const opened: ShopifySim[] = []

afterEach(async () => {
  for (const sim of opened.splice(0)) await sim.close()
})

/** A shop that is closed when the test is over. */
export async function start(options: ShopifySimOptions = {}): Promise<ShopifySim> {
  const sim = await startShopifySim(options)
  opened.push(sim)
  return sim
}

/** A clock that stands still until it is moved. */
export function handClock() {
  let now = Date.parse('2026-11-28T04:00:00Z')
  return {
    now: () => now,
    sleep: async () => undefined,
    move: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read by the test that asked for them
export type Loose = any

interface Asked {
  version?: string
  token?: string | null
  headers?: { [name: string]: string }
}

/** The whole answer to one document. */
export async function post(sim: ShopifySim, sent: object, { version = '2026-07', token, headers }: Asked = {}) {
  const given = token === undefined ? sim.options.accessToken : token
  const response = await fetch(`${sim.url}/admin/api/${version}/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(given !== null && { 'x-shopify-access-token': given }),
      ...headers,
    },
    body: JSON.stringify(sent),
  })
  const text = await response.text()
  const body: Loose = text.startsWith('{') ? JSON.parse(text) : text
  return { status: response.status, headers: response.headers, body }
}

/** The body of an answer, whatever it says. */
export async function say(sim: ShopifySim, query: string, variables: object = {}): Promise<Loose> {
  return (await post(sim, { query, variables })).body
}

/** The data of an answer without top-level errors. */
export async function ask(sim: ShopifySim, query: string, variables: object = {}): Promise<Loose> {
  const body = await say(sim, query, variables)
  if (body.errors) throw new Error(JSON.stringify(body.errors))
  return body.data
}

/** Code and text of the first top-level error. */
export function refusal({ errors = [] }: Loose): string {
  const [error] = errors
  return error ? `${error.extensions?.code}: ${error.message}` : 'no error'
}
