/** Adds to the list that a map holds under a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The set of what a list holds, made once for each list: many questions about a long one. The list must stay as it is. */
export function setOf<T>(list: readonly T[]): ReadonlySet<T> {
  const known = SETS.get(list) ?? new Set(list)
  SETS.set(list, known)
  return known as ReadonlySet<T>
}

const SETS = new WeakMap<readonly unknown[], ReadonlySet<unknown>>()
