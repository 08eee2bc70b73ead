import type { ApplyRequest, Work } from '../services/apply.ts'
import { renderDiagnostics } from '../ui/diagnostics.ts'
import { renderLockWait } from '../ui/waits.ts'
import type { Bounds } from './apply-flags.ts'
import { type WorkChoice, type WorkFlags, type WorkSurroundings, workOf } from './apply-work.ts'
import type { runCommands } from './run-commands.ts'

interface ApplyChoice extends WorkChoice {
  flags: WorkFlags & { concurrency?: number | undefined }
  bounds: Bounds
}

interface Surroundings extends WorkSurroundings {
  commands: ReturnType<typeof runCommands>
}

/** What an apply does, as its flags say; the plan is made and approved here. @throws SyncError */
export function applyRequest(choice: ApplyChoice, surroundings: Surroundings): Promise<ApplyRequest> {
  return requestFor(() => workOf(choice, surroundings), choice, surroundings)
}

type Asked = Pick<ApplyChoice, 'bounds'> & { flags: Pick<ApplyChoice['flags'], 'concurrency'> }

/** The same for work that was chosen and approved otherwise. @throws SyncError */
export async function requestFor(
  choose: () => Promise<Work>,
  { flags, bounds }: Asked,
  { session, remark, commands }: Pick<Surroundings, 'session' | 'remark' | 'commands'>,
): Promise<ApplyRequest> {
  const { workspace, clock, random, digest, log, emit, calls, gauges } = session
  const work = await choose()
  const target = await session.target()
  return {
    ...{ work, workspace, target, clock, random, digest, emit, calls, gauges },
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
