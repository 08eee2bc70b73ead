import type { DayBudget } from '../../net/day-budget.ts'
import type { Steady } from '../../net/steady.ts'
import type { Tempo } from '../../net/tempo.ts'
import { isOfClass } from './failure.ts'
import type { PublicOperation } from './operations.ts'
import type { RawRecord } from './raw.ts'
import type { Answered, Outgoing, Transport } from './transport.ts'

/** What every call goes through: the budget of the day, the tempo, and repetition within bounds. */
export interface Line {
  transport: Transport
  steady: Steady
  tempo: Tempo
  budget: DayBudget
}

/**
 * One attempt, counted as a call of the day. The day's end, once Shopee says it, ends all calls of the application.
 * @throws ShopeeError, and NoMoreCalls
 */
export async function attempt({ transport, budget }: Line, outgoing: Outgoing): Promise<Answered> {
  await budget.take()
  try {
    return await transport.send(outgoing)
  } catch (error) {
    if (isOfClass(error, 'day')) throw await budget.spent(error.message, error)
    throw error
  }
}

type Public = Pick<Outgoing, 'query' | 'body' | 'about'> & { operation: PublicOperation }

/** A call that the application signs alone, repeated within bounds. @throws ShopeeError, and NoMoreCalls */
export function callPublic(line: Line, outgoing: Public, signal: AbortSignal): Promise<RawRecord> {
  return line.steady.call((number) => attempt(line, { ...outgoing, attempt: number }), signal)
}
