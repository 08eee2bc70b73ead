import { appendFileSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import type { Clock } from '../model/clock.ts'
import type { Emit } from '../model/event.ts'
import { safeJson } from '../model/json.ts'
import { openedOutput } from '../state/output-file.ts'
import type { OutputKind } from '../state/output-kind.ts'
import type { OutputPlace } from '../state/output-place.ts'

const FORMAT = 1
const EVENTS: OutputKind = {
  code: 'events-unwritable',
  name: 'events',
  one: 'file of events',
  begins: /^\{"v":\d+,"type":/,
}

interface EventsOptions {
  clock: Clock
  /** Told once when the file can be written no more. */
  onProblem: (message: string) => void
}

/**
 * Appends one JSON object a line for everything that happens, each in one write: whoever follows the file sees it at
 * once. A file that fills the disk costs the events, not the run. @throws ConfigError when the file cannot be opened for writing
 */
export function createEventsFile(path: string, { clock, onProblem }: EventsOptions): Emit {
  const append = openedOutput(path, EVENTS, appender)
  let run_id: string | null = null
  let broken = false
  const timeOf = timeTexts()
  return (event) => {
    if (event.type === 'run.started') run_id = event.run_id
    if (broken) return
    try {
      const { type, ...rest } = event
      const at = timeOf(clock.now())
      append(`${safeJson(JSON.stringify({ v: FORMAT, type, at, run_id, ...rest }))}\n`)
    } catch (error) {
      broken = true
      onProblem(`Events are not written to ${path} any more: ${(error as Error).message}. The run goes on.`)
    }
  }
}

/** Many events share a millisecond, and its text costs more than the rest of a short line. */
function timeTexts(): (now: number) => string {
  let [at, text] = [Number.NaN, '']
  return (now) => {
    if (now !== at) [at, text] = [now, new Date(now).toISOString()]
    return text
  }
}

/** A reader that does not keep up must not hold up the run: a pipe takes what it can, and is given up when it is full. */
function appender(place: Exclude<OutputPlace, { type: 'other' }>): (text: string) => void {
  if (place.type === 'descriptor') {
    const own = { 1: process.stdout, 2: process.stderr }[place.number]
    return own ? (text) => void own.write(text) : (text) => void writeSync(place.number, text)
  }
  if (place.type === 'stream' && place.pipe) {
    const pipe = openSync(place.path, constants.O_WRONLY | constants.O_NONBLOCK)
    return (text) => void writeSync(pipe, text)
  }
  const file = openSync(place.path, 'a+')
  if (isCutOff(file)) appendFileSync(file, '\n')
  return (text) => appendFileSync(file, text)
}

/** The last line was begun by a process that did not live to end it. */
function isCutOff(file: number): boolean {
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== '\n'
}
