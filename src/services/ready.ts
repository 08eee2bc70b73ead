import { ConfigError, ProviderError, SyncError } from '../model/errors.ts'

/**
 * Lets everything that a command will call show that it is ready, before any of it is read for minutes.
 * @throws SyncError that tells what all of them lack
 */
export async function allReady<T>(sides: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results = await Promise.allSettled(sides.map((side) => side()))
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  if (reasons.length === 0) return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const other = reasons.find((reason) => !(reason instanceof SyncError))
  throw other ?? together(reasons as SyncError[])
}

/** Several errors as one; what says the same counts once. Its code is that of the first. */
export function together(errors: readonly SyncError[]): SyncError {
  const different = [...new Map(errors.map((error) => [error.message, error])).values()]
  const [first, ...others] = different
  if (first === undefined) throw new Error('No error to tell of.')
  if (others.length === 0) return first
  const Kind = different.every((error) => error instanceof ProviderError) ? ProviderError : ConfigError
  return new Kind(first.code, different.map(({ message }) => message).join(' '), {
    hints: [...new Set(different.flatMap(({ hints }) => hints))],
    diagnostics: different.flatMap(({ diagnostics }) => diagnostics),
    cause: first,
  })
}
