import { readFileSync } from 'node:fs'

/** A process of this machine: its number alone may be given to another one later. */
export interface ProcessId {
  pid: number
  /** When it was started, in the machine's own terms; `null` where that cannot be found out. */
  started: string | null
}

export function processId(pid: number): ProcessId {
  return { pid, started: startOf(pid) }
}

/** False only when it is certain that the process is gone. */
export function isAlive({ pid, started }: ProcessId): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const now = startOf(pid)
  return started === null || now === null || now === started
}

/** Linux tells when a process began, in ticks since the machine was started; elsewhere the number has to do. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    // The second field is a name in brackets that may hold spaces and brackets itself.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return ticks === undefined ? null : `${boot}:${ticks}`
  } catch {
    return null
  }
}
