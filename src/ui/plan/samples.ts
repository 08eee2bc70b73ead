/** So many of a list, from its whole range. */
export function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list]
  if (most <= 1) return list.slice(0, most)
  const step = (list.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, at) => list[Math.round(at * step)] as T)
}

/** Of what is shown, so much are outliers. */
const OUTLIERS = 0.4
/** Of very many, only so many are measured: a reviewer looks at five. */
const MEASURED = 2_000

/** The outliers first, then some of the whole range. `measure`: what makes one unlike another. */
export function samples<T>(list: readonly T[], most: number, measure: (one: T) => number): T[] {
  if (list.length <= most) return [...list]
  const measured = spread(list, MEASURED).map((one) => ({ one, value: measure(one) }))
  const median = medianOf(measured.map(({ value }) => value))
  const odd = measured
    .filter(({ value }) => value !== median)
    .sort((a, b) => Math.abs(b.value - median) - Math.abs(a.value - median))
    .slice(0, Math.ceil(most * OUTLIERS))
    .map(({ one }) => one)
  const chosen = new Set(odd)
  const rest = list.filter((one) => !chosen.has(one))
  return [...odd, ...spread(rest, most - odd.length)]
}

function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
