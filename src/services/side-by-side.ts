interface Grouping<T> {
  /** What is of one group is done one after the other. */
  of: (one: T) => string
  signal: AbortSignal
}

/**
 * Does work on each, in groups that go on at the same time; the results are in the order of what was given. What one throws
 * aborts the others, and is thrown once all have ended.
 */
export async function sideBySide<T, R>(
  all: readonly T[],
  { of, signal }: Grouping<T>,
  work: (one: T, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const stop = new AbortController()
  const both = AbortSignal.any([signal, stop.signal])
  const results: R[] = []
  const first: { error?: unknown } = {}
  const groups = [...Map.groupBy(all.entries(), ([, one]) => of(one)).values()]
  await Promise.all(
    groups.map(async (group) => {
      try {
        for (const [index, one] of group) {
          both.throwIfAborted()
          results[index] = await work(one, both)
        }
      } catch (error) {
        if (!('error' in first)) first.error = error
        stop.abort(new DOMException('Something else failed.', 'AbortError'))
      }
    }),
  )
  if ('error' in first) throw first.error
  return results
}

/** The same answer for all who ask, also at the same time. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null
  return () => {
    answer ??= ask()
    return answer
  }
}
