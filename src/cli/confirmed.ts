import type { Plan } from '../model/plan.ts'
import type { ApplyRequest } from '../services/apply.ts'
import { renderDiagnostics } from '../ui/diagnostics.ts'
import { renderLockWait } from '../ui/waits.ts'
import type { runCommands } from './run-commands.ts'
import { runEvents } from './run-events.ts'
import type { Session } from './session.ts'

interface Surroundings {
  session: Session
  remark: (lines: string[]) => void
  commands: ReturnType<typeof runCommands>
}

/** What carries out a plan that was made and confirmed in this very command. */
export async function confirmedRequest(plan: Plan, { session, remark, commands }: Surroundings): Promise<ApplyRequest> {
  const { workspace, state, clock, random, digest, log } = session
  return {
    ...{ workspace, state, clock, random, digest },
    work: { plan, confirmed: true },
    target: await session.target(),
    emit: runEvents(undefined, { clock, remark, log }),
    limits: {},
    lock: {
      command: ['sync', ...process.argv.slice(2)].join(' '),
      timeout: 0,
      log: log.part('state'),
      onWait: (holder) => remark(renderLockWait(holder)),
    },
    resumeCommand: commands.resume,
    remark: (note) => remark(renderDiagnostics([note])),
  }
}
