export interface Cut {
  signal: AbortSignal
  /** Breaks the call off. */
  now(): void
  /** True when `now` has broken it off, rather than the outer signal. */
  isDone(): boolean
  /** The outer signal is not listened to any more. */
  end(): void
}

/** A way to break a call off, beside the signal that it has anyway. */
export function createCut(outer?: AbortSignal): Cut {
  const inner = new AbortController()
  const follow = (): void => inner.abort(outer?.reason)
  let done = false
  if (outer?.aborted) follow()
  else outer?.addEventListener('abort', follow, { once: true })
  return {
    signal: inner.signal,
    now() {
      done ||= !inner.signal.aborted
      inner.abort()
    },
    isDone: () => done,
    end: () => outer?.removeEventListener('abort', follow),
  }
}
