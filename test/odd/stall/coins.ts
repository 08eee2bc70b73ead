import type { Clock } from '../../../src/model/clock.ts'
import type { Operation } from '../../../src/model/plan.ts'
import type { RateWindow } from '../../../src/model/plan-figures.ts'
import type { Request } from './counter.ts'
import { Busy, type Line } from './line.ts'

/** Coins for a good, however many are ordered together; whatever else is written costs one. */
const GOOD = 3
const MINUTE = 60_000
/** Minutes in which coins are saved up. */
const SAVED = 2

/** What a plan costs. */
export function coinsFor(operations: readonly Pick<Operation, 'kind'>[]): number {
  return operations.reduce((sum, { kind }) => sum + (kind === 'good' ? GOOD : 1), 0)
}

/** What a stall lets through that takes coins; nothing where it takes none. */
export function coinWindows({ coins }: { [fitting: string]: unknown }): RateWindow[] {
  if (typeof coins !== 'number') return []
  return [{ limit: coins, window_size: MINUTE / 1000, unit: 'coin', burst: SAVED * coins }]
}

/** A line to a stall that is paid: who has too few coins is told to wait until there are enough. */
export function paidLine(line: Line, { clock, coins }: { clock: Clock; coins: number }): Line {
  let purse = SAVED * coins
  let at = clock.now()
  return async (request) => {
    const now = clock.now()
    purse = Math.min(SAVED * coins, purse + ((now - at) / MINUTE) * coins)
    at = now
    const price = priceOf(request)
    if (price > purse) throw new Busy(Math.ceil(((price - purse) / coins) * MINUTE))
    purse -= price
    return line(request)
  }
}

function priceOf(request: Request): number {
  if (request.ask === 'write') return GOOD * request.orders.length
  return request.ask === 'hang' || request.ask === 'take-down' || request.ask === 'sign' ? 1 : 0
}
