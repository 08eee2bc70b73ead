import { ConfigError } from '../model/errors.ts'

/** Whoever lacks credentials of one side learns what the other one lacks in the same breath. */
export async function withOther(error: unknown, open: () => Promise<unknown>): Promise<unknown> {
  if (!isLack(error)) return error
  const other = await open().then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!isLack(other) || other.message === error.message) return error
  const hints = [...new Set([...error.hints, ...other.hints])]
  return new ConfigError('credentials', `${error.message} ${other.message}`, { hints })
}

function isLack(error: unknown): error is ConfigError {
  return error instanceof ConfigError && error.code === 'credentials'
}
