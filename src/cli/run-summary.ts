import type { RunResult } from '../model/run.ts'
import type { NoRun } from '../services/nothing-to-do.ts'
import { describeRun } from '../services/runs.ts'
import type { runCommands } from './run-commands.ts'
import { oneRun, runMarkdown } from './run-view.ts'
import type { Session } from './session.ts'

/** What became of an apply, as Markdown in so many bytes at most. */
export function runSummary(
  { run_id }: RunResult | NoRun,
  { state, workspace }: Pick<Session, 'state' | 'workspace'>,
  commands: ReturnType<typeof runCommands>,
): (maxBytes: number) => Promise<string[]> {
  return async (maxBytes) => {
    if (run_id === null) return ['Nothing to do: no run was made.\n']
    const details = await describeRun(state, run_id, commands)
    return runMarkdown(oneRun(details, workspace.settings.scope, commands), maxBytes)
  }
}
