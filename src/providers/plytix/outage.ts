import { ProviderError } from '../../model/errors.ts'
import { failedCall } from './failed-call.ts'
import type { Reply } from './reply.ts'

/** Codes of errors that are about Plytix, the account or the run as a whole, never about one operation. */
const WHOLE: ReadonlySet<string> = new Set(['outage', 'credentials', 'budget', 'wait-too-long'])

/** True for what ends or pauses a run: every further call would meet the same. */
export function isForAll(error: unknown): boolean {
  return error instanceof ProviderError && WHOLE.has(error.code)
}

export function outage(message: string, { cause, reply }: { cause?: unknown; reply?: Reply }): ProviderError {
  return new ProviderError('outage', message, {
    hints: ['Check the network and the status of Plytix; what is left can be applied later.'],
    cause,
    call: cause instanceof ProviderError ? cause.call : reply && failedCall(reply),
  })
}

/** A service that has not answered once is not out of order but out of reach. */
export function neverThere(error: unknown, apiUrl: string): unknown {
  if (!(error instanceof ProviderError) || error.code !== 'outage') return error
  const why = error.message.split('gives no answer: ')[1]
  if (why === undefined) return error
  return new ProviderError('unreachable', `Plytix cannot be reached at ${new URL(apiUrl).host}: ${why}`, {
    hints: ['Check the network, and PLYTIX_API_URL if it is set.'],
    cause: error,
    call: error.call,
  })
}

/** Why nobody can be signed in any more: a sign-in that is silent is an outage like any other. */
export function signInFailure(cause: unknown): unknown {
  const isSilent = cause instanceof ProviderError && (cause.code === 'unreachable' || cause.code === 'unavailable')
  return isSilent ? outage(cause.message, { cause }) : cause
}

/** Plytix answers, but takes no call any more, whatever was waited. */
export function refusedAll(row: number): ProviderError {
  const message = `Plytix refuses all calls as too many: ${row} in a row, each after the wait that it asked for.`
  return new ProviderError('wait-too-long', message, {
    hints: ['Other programs may use up the allowance of this account: go on later, or lower quota_share.'],
  })
}

/** A new token is refused like the one before. */
export function refusedToken({ host }: URL): ProviderError {
  return new ProviderError('credentials', `Plytix at ${host} refuses a token that its sign-in has just given.`, {
    hints: ['Check that PLYTIX_API_URL and PLYTIX_AUTH_URL belong together, and the API credentials in Plytix.'],
  })
}
