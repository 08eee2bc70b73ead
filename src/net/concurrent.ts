/**
 * Runs a function over a list, at most `most` at a time; results keep the order of the list. Nothing starts after a failure.
 * Nothing is taken from the list before there is room for it, so that what waits is never more than what runs.
 */
export async function mapConcurrent<T, R>(list: Iterable<T>, most: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const items = list[Symbol.iterator]()
  let taken = 0
  let failed = false
  const work = async (): Promise<void> => {
    for (let next = items.next(); !failed && !next.done; next = items.next()) {
      const place = taken
      taken += 1
      try {
        results[place] = await run(next.value)
      } catch (error) {
        failed = true
        throw error
      }
      if (failed) return
    }
  }
  await Promise.all(Array.from({ length: most }, work))
  return results
}
