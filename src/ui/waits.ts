import { duration, line, moment } from './words.ts'

/** Who holds the lock that is waited for. */
export function renderLockWait({
  command,
  host,
  pid,
  since,
}: {
  command: string
  host: string
  pid: number
  since: string
}): string[] {
  return [line(`Waiting for another run to end: "${command}" (process ${pid} on ${host}, since ${since}).`)]
}

/** Later ones cannot be written. */
const LAST_TIME = 8.64e15

/** A wait that is long enough to wonder about, and when it ends. `now`: milliseconds since 1970. */
export function renderWait({ seconds, reason, now }: { seconds: number; reason: string; now: number }): string[] {
  const until = new Date(Math.min(now + seconds * 1000, LAST_TIME)).toISOString()
  return [line(`Waiting ${duration(seconds)}, until ${moment(until)}: ${reason}`)]
}
