import { type Check, failed, passed } from '../model/check.ts'
import type { Http, HttpAnswer } from './http.ts'

interface Place {
  /** The service, for people. */
  title: string
  /** What to ask, without credentials: any answer of the service will do. */
  url: URL
  /** The variable that sets the address. */
  variable: string
}

/** Whether a service answers at all: a name that is found, a connection that is taken, HTTP that is the service's own. */
export async function reachChecks(http: Http, { title, url, variable }: Place, signal: AbortSignal): Promise<Check[]> {
  const result = await http.send({ method: 'GET', url, headers: { accept: 'application/json' } }, signal)
  signal.throwIfAborted()
  const hint = `Check the network, and ${variable} if it is set.`
  if (!result.ok) return [failed('reachable', `${title} cannot be reached at ${url.host}: ${result.message}.`, hint)]
  if (isPage(result)) {
    const message = `${url.host} answers with a page instead of data (status ${result.status}): a proxy, or another server, stands in the place of ${title}.`
    return [failed('reachable', message, hint)]
  }
  return [passed('reachable', `${title} answers at ${url.host}.`)]
}

/** What a proxy, a gateway or the sign-in of a public network shows. */
export function isPage({ headers, text }: HttpAnswer): boolean {
  return /^text\/html\b/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)\b/i.test(text)
}
