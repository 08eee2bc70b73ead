import type { RunResult } from '../model/run.ts'
import { type ApplyRequest, apply } from '../services/apply.ts'
import { type NoRun, nothingToDo } from '../services/nothing-to-do.ts'
import { renderApplied, renderNothing } from '../ui/run.ts'
import { exitCodeOf } from './exit-code.ts'
import { keepGoingWithoutReader } from './output.ts'
import type { runCommands } from './run-commands.ts'

interface Surroundings {
  commands: ReturnType<typeof runCommands>
  print: (lines: string[]) => void
  remark: (lines: string[]) => void
  signal: AbortSignal
}

/** What it costs to end a run at once, without waiting for the calls in flight. */
export const COST_OF_ENDING =
  'what became of the calls in flight is not known. The next apply asks for it, and writes nothing twice.'

const STOPPING =
  'Stopping: the calls in flight finish first, which takes a minute at most, and five for an image. Once more ends the program at once.'

/** Applies, says what became of it, and sets the exit code. */
export async function carryOut(request: ApplyRequest, surroundings: Surroundings): Promise<RunResult | NoRun> {
  const { commands, print, remark, signal } = surroundings
  const nothing = await nothingToDo(request)
  if (nothing) {
    print(renderNothing(nothing.notes))
    return nothing.result
  }
  keepGoingWithoutReader()
  signal.addEventListener('abort', () => remark([STOPPING]))
  const report = await apply(request, signal)
  print(renderApplied(report, commands.retry(report.result.run_id)))
  const code = exitCodeOf(report)
  if (code !== 0) process.exitCode = code
  return report.result
}
