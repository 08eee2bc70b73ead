import type { Http } from '../../src/net/http.ts'

/** Before a call leaves; after Plytix did it and before the answer is there; after the answer, before it is noted. */
export const MOMENTS = ['unsent', 'unanswered', 'unrecorded'] as const
export type CrashMoment = (typeof MOMENTS)[number]

export interface Crash {
  /** Which call of this process, from 1, sign-ins not counted. */
  call: number
  moment: CrashMoment
}

export interface CrashedHttp extends Http {
  readonly died: boolean
  /** Calls that were on their way when it died, the one that it died at included. */
  readonly inFlight: number
}

interface Options {
  apiUrl: string
  crash: Crash | null
  die: () => void
}

class Killed extends Error {}

/** Calls that stop with the process that makes them. What had left is still done by Plytix; nobody hears of it. */
export function crashingHttp(http: Http, { apiUrl, crash, die }: Options): CrashedHttp {
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
    async send(request, signal) {
      if (died) throw new Killed()
      if (!request.url.href.startsWith(apiUrl)) return http.send(request, signal)
      calls += 1
      open += 1
      const moment = crash?.call === calls ? crash.moment : null
      if (moment === 'unsent') {
        kill()
        throw new Killed()
      }
      const answer = await http.send(request, signal)
      const late = died
      if (moment && !late) kill()
      open -= 1
      if (late || moment === 'unanswered') throw new Killed()
      return answer
    },
    close: () => http.close(),
  }
}
