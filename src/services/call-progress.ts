import type { Emit } from '../model/event.ts'
import type { Target } from '../model/target.ts'

const EVERY_MS = 1000

/** Tells once a second what a run calls, while that changes. The returned function ends it. */
export function tellCalls(target: Pick<Target, 'calls' | 'windows'>, emit: Emit): () => void {
  let last = ''
  const tell = (): void => {
    const calls = target.calls()
    const now = JSON.stringify(calls)
    if (now === last) return
    last = now
    emit({ type: 'run.progress', calls, windows: target.windows?.() ?? [] })
  }
  // Real time on purpose: it is for who watches, whatever time the run believes in.
  const timer = setInterval(tell, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
