import type { ApplyRequest } from '../services/apply.ts'
import { renderDiagnostics } from '../ui/diagnostics.ts'
import { renderLockWait } from '../ui/waits.ts'
import type { Bounds } from './apply-flags.ts'
import { type WorkChoice, type WorkFlags, type WorkSurroundings, workOf } from './apply-work.ts'
import type { runCommands } from './run-commands.ts'
import { runEvents } from './run-events.ts'

interface ApplyChoice extends WorkChoice {
  flags: WorkFlags & { concurrency?: number | undefined; events?: string | undefined }
  bounds: Bounds
}

interface Surroundings extends WorkSurroundings {
  commands: ReturnType<typeof runCommands>
}

/** What an apply does, as its flags say; the plan is made and approved here. @throws SyncError */
export async function applyRequest(choice: ApplyChoice, surroundings: Surroundings): Promise<ApplyRequest> {
  const { flags, bounds } = choice
  const { session, remark, commands } = surroundings
  const { workspace, clock, random, digest, log } = session
  const emit = runEvents(flags.events, { clock, remark, log })
  const work = await workOf(choice, surroundings)
  const target = await session.target()
  return {
    ...{ work, workspace, target, clock, random, digest, emit },
    state: session.state,
    limits: bounds.limits,
    concurrency: flags.concurrency,
    lock: {
      command: ['sync', ...process.argv.slice(2)].join(' '),
      timeout: bounds.timeout,
      log: log.part('state'),
      onWait: (holder) => remark(renderLockWait(holder)),
    },
    resumeCommand: commands.resume,
    remark: (note) => remark(renderDiagnostics([note])),
  }
}
