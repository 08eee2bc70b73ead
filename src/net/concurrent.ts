/** Runs a function over a list, at most `limit` at a time; results keep the order of the list. Nothing starts after a failure. */
export async function mapConcurrent<T, R>(
  list: readonly T[],
  limit: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const entries = list.entries()
  let failed = false
  const worker = async (): Promise<void> => {
    for (const [index, item] of entries) {
      results[index] = await run(item).catch((error: unknown) => {
        failed = true
        throw error
      })
      if (failed) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, worker))
  return results
}
