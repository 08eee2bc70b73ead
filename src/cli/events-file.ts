import { appendFileSync } from 'node:fs'
import type { Clock } from '../model/clock.ts'
import { ConfigError } from '../model/errors.ts'
import type { Emit, RunEvent } from '../model/run.ts'

const FORMAT = 1

interface EventsOptions {
  clock: Clock
  /** Told once when the file can be written no more. */
  onProblem: (message: string) => void
}

/**
 * Appends one JSON object a line for everything that happens in a run. A file that fills the disk costs the events,
 * not the run. @throws ConfigError when the file cannot be opened for writing
 */
export function createEventsFile(path: string, { clock, onProblem }: EventsOptions): Emit {
  try {
    appendFileSync(path, '')
  } catch (cause) {
    throw new ConfigError(
      'events-unwritable',
      `The events cannot be written to ${path}: ${(cause as Error).message}.`,
      {
        hints: ['Give --events a file in a folder that exists and is writable.'],
        cause,
      },
    )
  }
  let run_id: string | null = null
  let broken = false
  return (event) => {
    if (event.type === 'run.started') run_id = event.run_id
    if (broken) return
    try {
      appendFileSync(path, `${JSON.stringify(line(event, { at: new Date(clock.now()).toISOString(), run_id }))}\n`)
    } catch (error) {
      broken = true
      onProblem(`Events are not written to ${path} any more: ${(error as Error).message}. The run goes on.`)
    }
  }
}

function line({ type, ...rest }: RunEvent, { at, run_id }: { at: string; run_id: string | null }): object {
  return { v: FORMAT, type, at, run_id, ...rest }
}
