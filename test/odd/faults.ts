import { type Request, serve } from './stall/counter.ts'
import type { Depot } from './stall/depot.ts'
import { Busy, directLine, type Line, Silence } from './stall/line.ts'

export type Effect = 'busy' | 'lost' | 'unheard' | 'garbled' | 'half'

/** Every way in which a request can go wrong. */
export const EFFECTS: { [name: string]: Effect } = {
  'a stall that is busy': 'busy',
  'a request that is lost': 'lost',
  'an answer that is lost': 'unheard',
  'an answer to something else': 'garbled',
  'a stall that does half of it': 'half',
}

/** Which requests go wrong, by their number from 1 on. */
export type Choose = (call: number) => Effect | null

export function faultyLine(depot: Depot, choose: Choose): { line: Line; calls(): number } {
  const direct = directLine(depot)
  let calls = 0
  const line: Line = async (request) => {
    calls += 1
    const effect = choose(calls)
    if (effect === null) return direct(request)
    if (effect === 'busy') throw new Busy(800)
    if (effect === 'lost') throw new Silence('Nothing came.')
    if (effect === 'half') halfOf(depot, request)
    else await direct(request)
    if (effect === 'garbled') return { results: [] }
    throw new Silence('Nothing came.')
  }
  return { line, calls: () => calls }
}

/** Orders are not one transaction: what comes first may be done when the rest is not. */
function halfOf(depot: Depot, request: Request): void {
  if (request.ask !== 'write') return
  const { orders } = request
  serve(depot, { ...request, orders: orders.slice(0, Math.ceil(orders.length / 2)) })
}
