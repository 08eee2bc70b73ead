/** One thing that was promised, and what was measured: always a ratio or a count, never bare seconds. */
export interface Claim {
  what: string
  measured: number
  /** `null`: only told, nothing was promised. */
  limit: number | null
  /** Whether the limit is the most or the least allowed. */
  bound: 'at most' | 'at least'
}

export interface BenchmarkResult {
  claims: Claim[]
  /** Counts behind the ratios. */
  details: { [name: string]: number | string }
}

export const atMost = (what: string, measured: number, limit: number | null = null): Claim => ({
  what,
  measured: rounded(measured),
  limit,
  bound: 'at most',
})

export const atLeast = (what: string, measured: number, limit: number | null = null): Claim => ({
  what,
  measured: rounded(measured),
  limit,
  bound: 'at least',
})

export function holds({ measured, limit, bound }: Claim): boolean {
  if (limit === null) return true
  return bound === 'at most' ? measured <= limit : measured >= limit
}

export function rounded(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toPrecision(4))
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
