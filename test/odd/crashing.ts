import type { Crash } from '../crash/crashing-http.ts'
import type { Line } from './stall/line.ts'

class Killed extends Error {}

export interface CrashingLine {
  line: Line
  readonly died: boolean
  /** Orders and requests that were on their way when it died. */
  readonly inFlight: number
}

/** Requests that stop with the process that makes them. What has left is still done by the stall; nobody hears of it. */
export function crashingLine(line: Line, crash: Crash | null, die: () => void): CrashingLine {
  let calls = 0
  let open = 0
  let inFlight = 0
  let died = false
  const kill = (): void => {
    died = true
    inFlight = open
    die()
  }
  return {
    get died() {
      return died
    },
    get inFlight() {
      return inFlight
    },
    async line(request) {
      if (died) throw new Killed()
      calls += 1
      open += 1
      const moment = crash?.call === calls ? crash.moment : null
      if (moment === 'unsent') {
        kill()
        throw new Killed()
      }
      const answer = await line(request)
      const late = died
      if (moment && !late) kill()
      open -= 1
      if (late || moment === 'unanswered') throw new Killed()
      return answer
    },
  }
}
