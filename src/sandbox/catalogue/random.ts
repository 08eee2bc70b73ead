import { seededRandom } from '../random.ts'

/** The same seed gives the same draws on every machine. */
export interface Random {
  /** 0 <= number < 1 */
  next(): number
  /** Both ends included. */
  integer(from: number, to: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
}

export function randomOf(seed: number): Random {
  const next = seededRandom(seed)
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    integer,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]): T => list[integer(0, list.length - 1)] as T,
  }
}
