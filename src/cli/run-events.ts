import type { Clock } from '../model/clock.ts'
import type { Log } from '../model/log.ts'
import type { Emit } from '../model/run.ts'
import { progressLines } from '../ui/run-progress.ts'
import { createEventsFile } from './events-file.ts'
import { runLog } from './run-log.ts'

interface Listeners {
  clock: Clock
  remark: (lines: string[]) => void
  log: Log
}

/** Tells people what happens in a run, and a file if one is named. @throws ConfigError when that cannot be written */
export function runEvents(file: string | undefined, { clock, remark, log }: Listeners): Emit {
  const tell = runLog(log)
  const lines = progressLines(() => clock.now())
  const write =
    file === undefined ? () => undefined : createEventsFile(file, { clock, onProblem: (message) => remark([message]) })
  return (event) => {
    write(event)
    tell(event)
    remark(lines(event))
  }
}
