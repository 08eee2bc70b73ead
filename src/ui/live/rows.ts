import { grouped } from '../../model/figures.ts'
import type { OperationOutcome } from '../../model/run.ts'
import type { Phrase } from '../report/report.ts'
import { count } from '../words.ts'
import { fitting, type Row, row } from './fitting.ts'
import { readingSecondsLeft, runSecondsLeft } from './time-left.ts'
import { doneOf, type Reading, type RunView, type View, type Wait } from './view.ts'
import { callsText, clockTime, elapsed, howMuch, left, percent, troubleText } from './words.ts'

const BAR = 40
const LEAST_BAR = 8

interface Frame {
  /** Milliseconds since 1970. */
  now: number
  /** Columns. */
  width: number
}

/** What a terminal shows of it now, a phrase a line, none wider than the terminal. */
export function liveRows({ readings, run, wait }: View, frame: Frame): Phrase[] {
  const rows = run
    ? runRows(run, wait, frame)
    : readings.filter(({ ended }) => ended === null).flatMap((reading) => readingRows(reading, frame))
  const waiting = wait !== null && wait.until > frame.now ? [waitRow(wait, frame.now)] : []
  return [...rows, ...waiting].map((one) => fitting(one, frame.width))
}

function readingRows(reading: Reading, { now, width }: Frame): Row[] {
  const { name, read, of, began, calls } = reading
  const [head, much] = [`Reading ${name}`, howMuch(reading)]
  return [
    row({ text: head, tone: 'strong' }, much, bar(read, of, width - head.length - much.length - 4)),
    row(
      { text: calls > 0 ? count(calls, 'call') : '', tone: 'quiet' },
      elapsed((now - began) / 1000),
      left(readingSecondsLeft(reading, now)),
    ),
  ]
}

/** What is done of something; nothing where there is no room, or nobody knows how much there is. */
function bar(done: number, all: number | null, room: number): string {
  const size = Math.min(BAR, room)
  if (all === null || all === 0 || size < LEAST_BAR) return ''
  const full = Math.min(size, Math.floor((done / all) * size))
  return '█'.repeat(full) + '░'.repeat(size - full)
}

function runRows(run: RunView, wait: Wait | null, frame: Frame): Row[] {
  return [
    row({ text: `Applying to ${run.title}`, tone: 'strong' }, { text: run.run_id, tone: 'quiet' }),
    ...kindRows(run, frame),
    totalRow(run, wait, frame),
    row({ text: callsText(run), tone: 'quiet' }),
    ...run.failures.map(failureRow),
  ]
}

function kindRows({ kinds }: RunView, { width }: Frame): Row[] {
  const names = kinds.map(({ noun, operations }) => noun[operations === 1 ? 0 : 1])
  const counts = kinds.map(({ done, operations }) => `${grouped(done)} of ${grouped(operations)}`)
  const [first, second] = [Math.max(...names.map(lengthOf)), Math.max(...counts.map(lengthOf))]
  const trouble = kinds.map(troubleText)
  const third = Math.max(...trouble.map(lengthOf))
  return kinds.map(({ done, operations }, at) => {
    const head = `  ${(names[at] ?? '').padEnd(first)}  ${(counts[at] ?? '').padStart(second)}`
    const full = done === operations
    const drawn = bar(done, operations, width - head.length - 4 - third)
    return row(head, { text: drawn, tone: full ? 'add' : 'change' }, { text: trouble[at] ?? '', tone: 'remove' })
  })
}

function lengthOf(text: string): number {
  return text.length
}

function totalRow(run: RunView, wait: Wait | null, { now }: Frame): Row {
  const done = doneOf(run)
  const whole = `${grouped(done)} of ${grouped(run.operations)} operations, ${percent(done, run.operations)} %`
  return row(whole, elapsed((now - run.began) / 1000), run.ended === null ? left(runSecondsLeft(run, wait, now)) : '')
}

function waitRow({ reason, until }: Wait, now: number): Row {
  const seconds = Math.ceil((until - now) / 1000)
  return row({ text: `Waiting ${elapsed(seconds)}, until ${clockTime(until)}:`, tone: 'change' }, reason)
}

function failureRow({ id, outcome, message }: OperationOutcome): Row {
  return row({ text: outcome, tone: 'remove' }, message ?? id)
}
