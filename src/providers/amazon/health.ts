import { asRefusal, type Check, failedBy, passed } from '../../model/check.ts'
import { createHttp } from '../../net/http.ts'
import { reachChecks } from '../../net/reach.ts'
import { clockChecks } from '../../net/skew.ts'
import { marketplaceOf, type Region } from './marketplaces.ts'
import { type HealthOptions, shopChecks } from './shop-health.ts'
import type { AmazonRequest } from './wants.ts'

/** Attempts at one call: whoever looks wants to know soon. */
const ATTEMPTS = 3

/** Everything that would stop a read: one token, and a call or two for each marketplace. */
export async function* amazonHealth(
  { options, requests, probe }: HealthOptions,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { tokens } = options
  const refusal = await tokens.current(signal).then(
    () => null,
    (error: unknown) => asRefusal(error, signal),
  )
  yield refusal === null
    ? passed('sign-in', `Login with Amazon grants a token at ${new URL(options.credentials.lwaUrl).host}.`)
    : failedBy('sign-in', refusal)
  yield* clockChecks(tokens.skew, "Amazon's")
  if (refusal === null) yield* shopChecks({ options: { ...options, attempts: ATTEMPTS }, requests, probe }, signal)
  else yield* hostChecks(options.credentials.apiUrl, requests, signal)
}

/** Without a token nothing can be read, but whether Amazon is there shows all the same. */
async function* hostChecks(
  apiUrl: string | null,
  requests: AmazonRequest[],
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const regions = new Set(requests.map(({ marketplace }) => marketplaceOf(marketplace).region))
  const bases = new Set([...regions].map((region) => apiUrl ?? endpointOf(region)))
  const http = createHttp()
  try {
    for (const base of bases) {
      const url = new URL(`${base.replace(/\/+$/, '')}/catalog/2022-04-01/items`)
      yield* await reachChecks(http, { title: 'Amazon SP-API', url, variable: 'SP_API_URL' }, signal)
    }
  } finally {
    await http.close()
  }
}

function endpointOf(region: Region): string {
  return `https://sellingpartnerapi-${region}.amazon.com`
}
