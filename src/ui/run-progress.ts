import { grouped } from '../model/figures.ts'
import type { RunEvent } from '../model/run.ts'
import { renderWait } from './waits.ts'
import { count, duration, line } from './words.ts'

const HEARTBEAT_SECONDS = 10

/** A line of progress now and then: at most one every ten seconds, and one for every long wait. */
export function progressLines(now: () => number): (event: RunEvent) => string[] {
  let total = 0
  let done = 0
  let last = now()
  return (event) => {
    if (event.type === 'run.started') {
      total = event.operations
      done = event.done
      return renderStart(event)
    }
    if (event.type === 'run.paused') return renderPause(event)
    if (event.type === 'call.waiting') return renderWait({ ...event, now: now() })
    if (event.type !== 'operation.finished') return []
    done += 1
    if (now() - last < HEARTBEAT_SECONDS * 1000) return []
    last = now()
    return [`${grouped(done)} of ${count(total, 'operation')} done.`]
  }
}

type Event<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

function renderStart({ run_id, operations, done }: Event<'run.started'>): string[] {
  if (done === 0) return []
  return [line(`Run ${run_id} goes on: ${grouped(done)} of ${count(operations, 'operation')} are done.`)]
}

function renderPause({ seconds, until, reason }: Event<'run.paused'>): string[] {
  return [line(`${reason} The run pauses for ${duration(seconds)}, until ${clockTime(until)} UTC, and then goes on.`)]
}

function clockTime(time: string): string {
  return time.slice(11, 19)
}
