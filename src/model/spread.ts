/** Milliseconds: the upper ends of the classes in which times are counted; what took longer is in a last one. */
export const BOUNDS = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000] as const

/** How long things of one kind took. */
export interface Spread {
  /** How many. */
  calls: number
  /** Milliseconds that they took together. */
  total: number
  longest: number
  /** How many took at most so many milliseconds: the bounds of `BOUNDS`, and one for all that took longer. */
  spread: number[]
}

export function emptySpread(): Spread {
  return { calls: 0, total: 0, longest: 0, spread: [...BOUNDS.map(() => 0), 0] }
}

/** Counts one more. */
export function addTime(known: Spread, milliseconds: number): void {
  known.calls += 1
  known.total += milliseconds
  known.longest = Math.max(known.longest, milliseconds)
  const place = BOUNDS.findIndex((bound) => milliseconds <= bound)
  const slot = place < 0 ? BOUNDS.length : place
  known.spread[slot] = (known.spread[slot] ?? 0) + 1
}
