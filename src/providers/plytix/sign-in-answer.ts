import { ProviderError } from '../../model/errors.ts'
import type { FailedCall } from '../../model/failed-call.ts'
import { requestIdOf } from '../../net/exchange.ts'
import type { HttpAnswer, HttpResult } from '../../net/http.ts'
import { isPage } from '../../net/reach.ts'
import type { Verdict } from '../../net/retry.ts'
import { asText, recordsOf } from './raw.ts'

/** As errors and the log call it. */
export const SIGN_IN = 'sign in'

/** Statuses of failures in passing. */
const PASSING = new Set([429, 500, 502, 503, 504])

/** Whether to sign in again after this answer. */
export function judge(result: HttpResult): Verdict {
  if (result.ok) return PASSING.has(result.status) ? 'again' : 'done'
  return result.kind === 'aborted' || result.kind === 'dns' || result.kind === 'refused' ? 'done' : 'again'
}

/** The token of an answer. @throws ProviderError that says why there is none */
export function readToken(result: HttpResult, authUrl: string): string {
  if (!result.ok) throw unreachable(authUrl, 'PLYTIX_AUTH_URL', result.message)
  const token = asText(recordsOf(result.json)?.[0]?.access_token)
  if (result.status >= 200 && result.status < 300 && token) return token
  throw refusal(result, new URL(authUrl).host)
}

/** Names the host and the variable that sets it. */
function unreachable(url: string, variable: string, why: string): ProviderError {
  const host = new URL(url).host
  return new ProviderError('unreachable', `Plytix cannot be reached at ${host}: ${why}.`, {
    hints: [`Check the network, and ${variable} if it is set.`],
    call: signIn(0, null),
  })
}

function refusal(answer: HttpAnswer, host: string): ProviderError {
  const call = signIn(answer.status, requestIdOf(answer.headers))
  if (isPage(answer) && !PASSING.has(answer.status)) return otherServer(answer, host)
  if (answer.status === 401 || answer.status === 400 || answer.status === 403) {
    return new ProviderError('credentials', 'Plytix refused the API key and password.', {
      hints: [
        'Check PLYTIX_API_KEY and PLYTIX_API_PASSWORD; Plytix shows them under Account settings > API credentials.',
      ],
      call,
    })
  }
  if (PASSING.has(answer.status)) {
    return new ProviderError('unavailable', `Plytix's sign-in at ${host} is not available (${answer.status}).`, {
      hints: ['Try again in a few minutes.'],
      call,
    })
  }
  return new ProviderError('unexpected-answer', `The sign-in at ${host} does not answer as Plytix does.`, {
    hints: ['Check PLYTIX_AUTH_URL.'],
    call,
  })
}

function otherServer({ status, headers }: HttpAnswer, host: string): ProviderError {
  const message = `The sign-in at ${host} answers with a page instead of data (status ${status}): a proxy, or another server, stands in the place of Plytix.`
  return new ProviderError('unexpected-answer', message, {
    hints: ['Check the network, and PLYTIX_AUTH_URL if it is set.'],
    call: signIn(status, requestIdOf(headers)),
  })
}

/** Its answer is not quoted: it may repeat what was sent. */
function signIn(status: number, request_id: string | null): FailedCall {
  return { system: 'Plytix', operation: SIGN_IN, status, service_code: null, fields: [], request_id }
}
