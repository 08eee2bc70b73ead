import type { Clock } from '../../../src/model/clock.ts'
import { GOOD_PRICE, SAVED } from './coins.ts'
import type { Request } from './counter.ts'
import { Busy, type Line } from './line.ts'

const MINUTE = 60_000

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
  if (request.ask === 'write') return GOOD_PRICE * request.orders.length
  return request.ask === 'hang' || request.ask === 'take-down' || request.ask === 'sign' ? 1 : 0
}
