import type { Schedule } from './schedule.ts'

export interface DrainOptions {
  schedule: Schedule
  /** Operations at once, as many as that at the moment. */
  atOnce: () => number
  /** True: nothing new starts, while so many are running. */
  stopped: (running: number) => boolean
  /** What is decided about an operation without any call; false when it has to be executed. */
  settle: (index: number) => boolean
  execute: (index: number) => Promise<void>
}

/**
 * Takes operations until none is left or the run is stopped; what is in flight always finishes. An operation that
 * throws stops the run, and the first such error is thrown once nothing is in flight any more.
 */
export function drain({ schedule, atOnce, stopped, settle, execute }: DrainOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const errors: unknown[] = []
  let running = 0
  const start = async (index: number): Promise<void> => {
    try {
      await execute(index)
      schedule.finish(index)
    } catch (error) {
      errors.push(error)
    }
    running -= 1
    fill()
  }
  const take = (): number | undefined =>
    running < atOnce() && errors.length === 0 && !stopped(running) ? schedule.next() : undefined
  const fill = (): void => {
    try {
      for (let index = take(); index !== undefined; index = take()) {
        if (settle(index)) {
          schedule.finish(index)
        } else {
          running += 1
          void start(index)
        }
      }
    } catch (error) {
      errors.push(error)
    }
    if (running > 0) return
    if (errors.length > 0) reject(errors[0])
    else resolve()
  }
  fill()
  return promise
}
