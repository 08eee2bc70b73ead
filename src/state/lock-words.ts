import { LockedError } from '../model/errors.ts'
import type { LockHolder } from '../model/state.ts'

function describe({ command, pid, host, since }: LockHolder): string {
  return `"${command}" (process ${pid} on ${host}, since ${since})`
}

export function lockHeld(holder: LockHolder): LockedError {
  return new LockedError('locked', `Another run holds the lock of this state folder: ${describe(holder)}.`, {
    hints: [
      'Wait for it, for instance with --lock-timeout 90s.',
      `If it is certain that it runs no more: sync state unlock ${holder.lock_id}`,
    ],
  })
}

/** @param by Who has it now, `null` when nobody has. */
export function lockLost(by: LockHolder | null): LockedError {
  const who = by === null ? 'it was unlocked by hand' : `${describe(by)} has it now`
  return new LockedError('lock-lost', `This run has lost the lock of its state folder, and stops: ${who}.`)
}
