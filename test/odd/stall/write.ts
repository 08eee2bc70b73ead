import { type Applied, type Change, UNREACHABLE } from '../../../src/model/target.ts'
import { isAsWanted, orderOf, seatingOf, signingOf } from './convert.ts'
import type { Request } from './counter.ts'
import type { Result } from './depot.ts'
import type { Heard, Talk } from './talk.ts'
import { MOST_ORDERS } from './traits.ts'

interface Waiting {
  change: Change
  signal: AbortSignal
  done(applied: Applied): void
  failed(error: unknown): void
}

const running = new AbortController().signal

/** Changes that are under way together go out in one call. */
export function createGathering(talk: Talk) {
  const sizes: number[] = []
  const waiting: Waiting[] = []

  const send = async (): Promise<void> => {
    const sent = waiting.splice(0, MOST_ORDERS)
    if (waiting.length > 0) setImmediate(send)
    const going = sent.filter((one) => !isStopped(one))
    const [first] = going
    if (!first) return
    sizes.push(going.length)
    try {
      const orders = going.map(({ change }) => (change.kind === 'seats' ? seatingOf(change) : orderOf(change)))
      const heard = await talk.ask({ ask: 'write', orders }, going.length === 1 ? first.signal : running)
      for (const [place, one] of going.entries()) one.done(appliedOf(one.change, heard, place))
    } catch (error) {
      for (const one of going) one.failed(error)
    }
  }
  return {
    sizes,
    write: async (change: Change, signal: AbortSignal): Promise<Applied> => {
      const alone = requestOf(change)
      if (alone) return appliedOf(change, await talk.ask(alone, signal), 0)
      return new Promise((done, failed) => {
        waiting.push({ change, signal, done, failed })
        if (waiting.length === 1) setImmediate(send)
      })
    },
  }
}

/** What goes out by itself; `null` for what is gathered. */
function requestOf(change: Change): Request | null {
  const { kind, key: name, id, action, fields } = change
  if (kind === 'ring' || kind === 'words') return { ask: 'sign', signing: signingOf(change) }
  if (kind !== 'poster') return null
  return action === 'delete' ? { ask: 'take-down', name, id: id ?? '' } : { ask: 'hang', name, url: String(fields.url) }
}

function isStopped({ signal, failed }: Waiting): boolean {
  if (signal.aborted) failed(signal.reason)
  return signal.aborted
}

function appliedOf(change: Change, { answer, attempts, unclear }: Heard, place: number): Applied {
  const result = answer && 'results' in answer ? answer.results[place] : undefined
  if (!result) return rejected('unanswered', 'The stall does not answer.', attempts)
  if ('done' in result) {
    // What is gone after an answer was lost was thrown away by that very request.
    const same = result.done === 'same' && !(unclear && change.action === 'delete')
    return { outcome: same ? 'already' : 'applied', id: result.id, notes: [] }
  }
  if (result.refused === 'used') return { outcome: 'conflict', message: result.why, hint: 'Look at it in the stall.' }
  if ('good' in result) return foundThere(change, result, unclear)
  if (!('why' in result)) return result.refused === 'stale' ? { outcome: 'outdated' } : somethingElse(change)
  return rejected(result.refused === 'unreachable' ? UNREACHABLE : result.refused, result.why, attempts)
}

/** Somebody was here before: perhaps this very change, whose first answer was lost. */
function foundThere(change: Change, { good, refused }: Extract<Result, { good: unknown }>, unclear: boolean): Applied {
  const { id } = good
  if (change.action === 'delete') return removedOf(change, refused)
  if (isAsWanted(good, change)) return { outcome: unclear ? 'applied' : 'already', id, notes: [] }
  if (refused === 'old') return { outcome: 'outdated' }
  return somethingElse(change)
}

function somethingElse({ key }: Change): Applied {
  return { outcome: 'conflict', message: `${key} is something else.`, hint: 'Look at it in the stall.' }
}

function removedOf({ key, unseen }: Change, refused: string): Applied {
  if (refused === 'old' && !unseen) return { outcome: 'outdated' }
  return { outcome: 'conflict', message: `${key} is there again.`, hint: 'Look at it in the stall.' }
}

function rejected(code: string, message: string, attempts: number): Applied {
  const status = code === 'gone' ? 404 : code === 'unanswered' ? 0 : 422
  return { outcome: 'rejected', status, code, message, hint: 'Look at it in the stall.', attempts }
}
