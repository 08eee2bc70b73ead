import type { Clock } from '../model/clock.ts'

/** Runs what it is given at most once in so many seconds; the first time after that many. */
export function everySeconds(seconds: number, clock: Clock): (work: () => void) => void {
  let last = clock.now()
  return (work) => {
    if (clock.now() - last < seconds * 1000) return
    last = clock.now()
    work()
  }
}
