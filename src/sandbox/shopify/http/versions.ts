const QUARTERLY = /^\d{4}-(01|04|07|10)$/

/**
 * The version that serves a request: an older one than all is served by the oldest, as is one that names none; one
 * that is not out yet, or no version at all, is not served (null).
 */
export function servedVersion(asked: string | undefined, versions: readonly string[]): string | null {
  const [oldest] = versions
  if (oldest === undefined) return null
  if (asked === undefined) return oldest
  if (versions.includes(asked)) return asked
  return QUARTERLY.test(asked) && asked < oldest ? oldest : null
}
