import type { Call } from '../model/call.ts'
import type { Clock } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Emit } from '../model/event.ts'
import type { Secrets } from '../model/secrets.ts'
import { redact } from '../net/redact.ts'
import { CallFile } from '../state/call-file.ts'
import { createRunId } from '../state/folder.ts'

interface KeeperOptions {
  /** Absolute folder of what this program keeps for the account. */
  folder: string
  /** Whose calls they are, such as `export`. */
  command: string
  clock: Clock
  random: () => number
  secrets: Secrets
  onFindings: (findings: Diagnostic[]) => void
}

/** Keeps what a command calls, for `sync runs calls`. A command that calls nobody leaves nothing. */
export function callKeeper({ folder, command, clock, random, secrets, onFindings }: KeeperOptions) {
  let file: CallFile | null = null
  let run: string | null = null
  const begin = (): CallFile => {
    const started_at = new Date(clock.now()).toISOString()
    const onProblem = (reason: string): void => onFindings([unkept(reason)])
    const id = createRunId(clock, random)
    const begun = new CallFile({ folder, id, header: { command, started_at }, onProblem })
    if (run !== null) begun.belongTo(run)
    return begun
  }
  return {
    hear(call: Call): void {
      file ??= begin()
      file.add({ at: new Date(clock.now()).toISOString(), ...(redact(call, secrets) as Call) })
    },
    /** A run's calls are kept with it, those before its begin as well. */
    follow: ((event) => {
      if (event.type !== 'run.started') return
      run = event.run_id
      file?.belongTo(run)
    }) satisfies Emit,
    close: (): void => file?.flush(),
  }
}

function unkept(reason: string): Diagnostic {
  return diagnostic({
    severity: 'warning',
    code: 'calls-unwritable',
    message: `What is called is not kept any more: ${reason}. The command goes on.`,
    hint: 'Look at the room on the disk, and who may write to state/.',
  })
}
