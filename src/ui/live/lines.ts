import { counted } from '../../model/counted.ts'
import type { Event } from '../../model/event.ts'
import { grouped } from '../../model/figures.ts'
import { renderWait } from '../waits.ts'
import { duration, line } from '../words.ts'
import { readingSecondsLeft, runSecondsLeft } from './time-left.ts'
import { doneOf, type RunView, totalsOf, type View } from './view.ts'
import { clockTime, howMuch, left, percent, troubleText } from './words.ts'

/** What stays on the screen, or in a log, of something that happened; most things leave nothing. */
export function eventLines(event: Event, view: View, now: number): string[] {
  if (event.type === 'run.started') return view.run ? [line(opening(view.run))] : []
  if (event.type === 'run.paused') {
    const { reason, seconds, until } = event
    const time = clockTime(Date.parse(until))
    return [line(`${reason} The run pauses for ${duration(seconds)}, until ${time}, and then goes on.`)]
  }
  if (event.type === 'call.waiting') return renderWait({ ...event, now })
  if (event.type === 'memory.high') return [line(memoryLine(event))]
  return []
}

const MB = 2 ** 20

function memoryLine({ heap_used, heap_limit, threshold }: Extract<Event, { type: 'memory.high' }>): string {
  const [used, most, alert] = [heap_used, heap_limit, threshold].map((bytes) => grouped(Math.round(bytes / MB)))
  return `Memory is short: ${used} of ${most} MB of the heap are used, more than ${alert} MB; less is done at once until there is room.`
}

function opening({ run_id, title, operations, earlier, kinds, cost }: RunView): string {
  if (earlier > 0) {
    return `Run ${run_id} goes on: ${grouped(earlier)} of ${counted(operations, 'operation')} are done.`
  }
  const parts = kinds.map(({ noun: [one, many], operations: number }) => counted(number, one, many))
  const time = cost.seconds > 0 ? `; ${duration(cost.seconds)} at least, by what the account allows` : ''
  return `Applying ${counted(operations, 'operation')} to ${title}: ${parts.join(', ')}${time}. Run ${run_id}.`
}

/** How far it is, where nothing moves; nothing when nothing is under way. */
export function heartbeat({ readings, run, wait }: View, now: number): string[] {
  if (run && run.ended === null) return [line(runLine(run, { wait, now }))]
  return readings.flatMap((reading) => {
    if (reading.ended !== null) return []
    const { calls, name } = reading
    const words = [
      howMuch(reading),
      calls > 0 ? counted(calls, 'call') : '',
      left(readingSecondsLeft(reading, now)),
    ].filter((text) => text !== '')
    return [line(`Reading ${name}: ${words.length > 0 ? words.join(', ') : 'waiting for the first answer'}.`)]
  })
}

function runLine(run: RunView, { wait, now }: { wait: View['wait']; now: number }): string {
  const done = doneOf(run)
  const trouble = troubleText(totalsOf(run))
  const { reads, writes } = run.calls
  const words = [
    `${grouped(done)} of ${counted(run.operations, 'operation')} done (${percent(done, run.operations)} %)`,
    trouble,
    counted(reads + writes, 'call'),
    left(runSecondsLeft(run, wait, now)),
  ].filter((text) => text !== '')
  return `${words.join(', ')}.`
}
