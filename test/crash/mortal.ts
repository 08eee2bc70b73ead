/** Before a call leaves; after it was done and before the answer is there; after the answer, before it is noted. */
export const MOMENTS = ['unsent', 'unanswered', 'unrecorded'] as const
export type CrashMoment = (typeof MOMENTS)[number]

export interface Crash {
  /** Which call of this process, from 1, sign-ins not counted. */
  call: number
  moment: CrashMoment
}

class Killed extends Error {}

export interface Mortal {
  readonly died: boolean
  /** Calls that were on their way when it died, the one that it died at included. */
  readonly inFlight: number
  assertAlive(): void
  /** One more call. What has left is still done elsewhere; nobody hears of it. */
  call<T>(send: () => Promise<T>): Promise<T>
}

/** A process whose calls stop with it. */
export function createMortal(crash: Crash | null, die: () => void): Mortal {
  let calls = 0
  let open = 0
  let inFlight = 0
  let died = false
  const kill = (): void => {
    died = true
    inFlight = open
    die()
  }
  const assertAlive = (): void => {
    if (died) throw new Killed()
  }
  return {
    get died() {
      return died
    },
    get inFlight() {
      return inFlight
    },
    assertAlive,
    async call(send) {
      assertAlive()
      calls += 1
      open += 1
      const moment = crash?.call === calls ? crash.moment : null
      if (moment === 'unsent') {
        kill()
        throw new Killed()
      }
      const answer = await send()
      const late = died
      if (moment && !late) kill()
      open -= 1
      if (late || moment === 'unanswered') throw new Killed()
      return answer
    },
  }
}
