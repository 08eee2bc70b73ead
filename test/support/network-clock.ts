import { setImmediate } from 'node:timers/promises'
import type { Http } from '../../src/net/http.ts'
import { createManualClock, type ManualClock } from '../net/manual-clock.ts'

interface NetworkClock extends ManualClock {
  /** The same HTTP, of which every call takes so long there and back, and nothing for its answer to be made. */
  slow(http: Http, way: () => Way): Http
}

interface Way {
  /** Milliseconds. */
  there: number
  back: number
}

/** Turns of the event loop in which nobody calls, before everyone is taken to wait. */
const QUIET = 4

/** Time that passes only when everyone sleeps and no real call is under way: machines and networks make no difference. */
export function createNetworkClock(start?: number): NetworkClock {
  let underWay = 0
  let quiet = 0
  const clock = createManualClock(start, async () => {
    for (quiet = 0; quiet < QUIET; quiet += 1) {
      await setImmediate()
      if (underWay > 0) quiet = 0
    }
  })
  return {
    ...clock,
    slow: (http, way) => ({
      async send(request, signal) {
        const { there, back } = way()
        await clock.sleep(there)
        underWay += 1
        const answer = await http.send(request, signal).finally(() => {
          underWay -= 1
          quiet = 0
        })
        await clock.sleep(back)
        return answer
      },
      close: () => http.close(),
    }),
  }
}
