import type { Clock } from '../model/clock.ts'

export interface Grace {
  /** Aborts some time after the stop, with its reason. */
  signal: AbortSignal
  /** Nothing is waited for any more. */
  end(): void
}

/** Time to finish what has begun when it is told to stop. */
export function graceAfter(stop: AbortSignal, milliseconds: number, clock: Clock): Grace {
  const controller = new AbortController()
  // Made when it is needed: to abort costs as much as all else that is done for a call.
  let over: AbortController | null = null
  const start = (): void => {
    over = new AbortController()
    clock.sleep(milliseconds, over.signal).then(
      () => controller.abort(stop.reason),
      () => undefined,
    )
  }
  if (stop.aborted) start()
  else stop.addEventListener('abort', start, { once: true })
  return {
    signal: controller.signal,
    end() {
      stop.removeEventListener('abort', start)
      over?.abort()
    },
  }
}
