import type { Clock } from '../../../src/model/clock.ts'
import { ProviderError } from '../../../src/model/errors.ts'
import type { CallCounts } from '../../../src/model/target.ts'
import type { Answer, Request } from './counter.ts'
import { Busy, type Line, Silence } from './line.ts'

/** An answer, and whether an earlier attempt may have been done already. */
export interface Heard {
  answer: Answer | null
  attempts: number
  unclear: boolean
}

export interface Talk {
  ask(request: Request, signal: AbortSignal): Promise<Heard>
  counts(): CallCounts
  allow(calls: number): void
}

const ATTEMPTS = 5
const MOST_WAITS = 50
const PAUSE = 200

/** Asks until there is an answer, as often as is sensible. */
export function createTalk(line: Line, clock: Clock): Talk {
  const counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  let allowed = Number.POSITIVE_INFINITY

  const once = async (request: Request): Promise<Answer | Busy | Silence> => {
    if (allowed < 1) {
      throw new ProviderError('budget', 'All calls that were allowed are made.', { hints: ['Allow more calls.'] })
    }
    allowed -= 1
    if (READS.has(request.ask)) counts.reads += 1
    else counts.writes += 1
    try {
      const answer = await line(request)
      return isUnderstood(answer, request) ? answer : new Silence('The answer is to something else.')
    } catch (error) {
      if (error instanceof Busy || error instanceof Silence) return error
      throw error
    }
  }
  return {
    async ask(request, signal) {
      let attempts = 0
      let unclear = false
      for (let waits = 0; attempts < ATTEMPTS && waits < MOST_WAITS; counts.retried += 1) {
        signal.throwIfAborted()
        const answer = await once(request)
        if (answer instanceof Busy) {
          waits += 1
          counts.throttled += 1
          await clock.sleep(answer.milliseconds, signal)
        } else if (answer instanceof Silence) {
          attempts += 1
          unclear = true
          await clock.sleep(PAUSE * 2 ** attempts, signal)
        } else return { answer, attempts: attempts + 1, unclear }
      }
      return { answer: null, attempts, unclear }
    },
    counts: () => ({ ...counts }),
    allow(calls) {
      allowed = calls
    },
  }
}

const READS = new Set<Request['ask']>(['page', 'codes', 'posters', 'signs'])

function isUnderstood(answer: Answer, request: Request): boolean {
  if (request.ask === 'posters' || request.ask === 'signs') return request.ask in answer
  if (request.ask === 'page' || request.ask === 'codes') return 'goods' in answer
  return 'results' in answer && answer.results.length === (request.ask === 'write' ? request.orders.length : 1)
}
