import type { Blocker } from './failure.ts'
import type { Server } from './server.ts'

/** Long enough to be worth asking for, and well before a statement gives up waiting for a lock. */
const LOOK_MS = [2_000, 4_000]

/** Looks, while a statement runs long, who it waits for; afterwards nobody could tell. Returns what ends the watch. */
export function watchLocks({ blockers }: Pick<Server, 'blockers'>, tell: (found: Blocker[]) => void): () => void {
  const timers = LOOK_MS.map((milliseconds) =>
    setTimeout(() => {
      blockers()
        .then((found) => found.length > 0 && tell(found))
        // Whoever cannot be asked is not named; the statement tells of itself.
        .catch(() => undefined)
    }, milliseconds),
  )
  return () => timers.forEach(clearTimeout)
}
