import type { Operation } from '../../../src/model/plan.ts'
import type { RateWindow } from '../../../src/model/plan-figures.ts'

/** Coins for a good, however many are ordered together; whatever else is written costs one. */
export const GOOD_PRICE = 3
/** Seconds. */
const MINUTE = 60
/** Minutes in which coins are saved up. */
export const SAVED = 2

/** What a plan costs. */
export function coinsFor(operations: readonly Pick<Operation, 'kind'>[]): number {
  return operations.reduce((sum, { kind }) => sum + (kind === 'good' ? GOOD_PRICE : 1), 0)
}

/** What a stall lets through that takes coins; nothing where it takes none. */
export function coinWindows({ coins }: { [fitting: string]: unknown }): RateWindow[] {
  if (typeof coins !== 'number') return []
  return [{ limit: coins, window_size: MINUTE, unit: 'coin', burst: SAVED * coins }]
}
