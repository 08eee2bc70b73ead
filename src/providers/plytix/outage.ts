import { ProviderError } from '../../model/errors.ts'

/** Codes of errors that are about Plytix, the account or the run as a whole, never about one operation. */
const WHOLE: ReadonlySet<string> = new Set(['outage', 'credentials', 'budget'])

/** True for what ends or pauses a run: every further call would meet the same. */
export function isForAll(error: unknown): boolean {
  return error instanceof ProviderError && WHOLE.has(error.code)
}

export function outage(message: string, cause?: unknown): ProviderError {
  return new ProviderError('outage', message, {
    hints: ['Check the network and the status of Plytix; what is left can be applied later.'],
    cause,
  })
}

/** Why nobody can be signed in any more: a sign-in that is silent is an outage like any other. */
export function signInFailure(cause: unknown): unknown {
  const isSilent = cause instanceof ProviderError && (cause.code === 'unreachable' || cause.code === 'unavailable')
  return isSilent ? outage(cause.message, cause) : cause
}

/** A new token is refused like the one before. */
export function refusedToken({ host }: URL): ProviderError {
  return new ProviderError('credentials', `Plytix at ${host} refuses a token that its sign-in has just given.`, {
    hints: ['Check that PLYTIX_API_URL and PLYTIX_AUTH_URL belong together, and the API credentials in Plytix.'],
  })
}
