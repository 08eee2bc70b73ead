/** A list in parts of the same size, but for the last. */
export function* chunks<T>(list: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = []
  for (const one of list) {
    part.push(one)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
