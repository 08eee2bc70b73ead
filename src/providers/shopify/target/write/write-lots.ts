/** Entries of a list in one mutation (shopify.dev, limits of input arrays). */
export const MOST_ENTRIES = 250

/** In lots of at most so many; none where there is nothing. */
export function inLots<T>(all: readonly T[], most: number): T[][] {
  const lots: T[][] = []
  for (let start = 0; start < all.length; start += most) lots.push(all.slice(start, start + most))
  return lots
}
