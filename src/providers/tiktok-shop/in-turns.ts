/**
 * Runs a function over a list of any length, so many at once. Nothing starts after a failure, and what has begun is
 * finished before it is thrown.
 */
export async function inTurns<T>(list: Iterable<T>, most: number, run: (entry: T) => Promise<void>): Promise<void> {
  const entries = list[Symbol.iterator]()
  let failure: { error: unknown } | null = null
  const work = async (): Promise<void> => {
    for (let next = entries.next(); failure === null && !next.done; next = entries.next()) {
      try {
        await run(next.value)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: most }, work))
  const ended = failure as { error: unknown } | null
  if (ended) throw ended.error
}
