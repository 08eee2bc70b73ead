import pLimit from 'p-limit'

/** Runs a function over a list, at most `most` at a time; results keep the order of the list. Nothing starts after a failure. */
export async function mapConcurrent<T, R>(
  list: readonly T[],
  most: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const limit = pLimit(most)
  const runOrStop = (item: T): Promise<R> =>
    run(item).catch((error: unknown) => {
      limit.clearQueue()
      throw error
    })
  return Promise.all(list.map((item) => limit(runOrStop, item)))
}
