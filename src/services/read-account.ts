import type { Emit } from '../model/event.ts'
import type { LiveState, Want } from '../model/live.ts'
import type { Target } from '../model/target.ts'

export interface Reading {
  signal: AbortSignal
  /** Told how far it is; absent where nobody waits for it. */
  emit?: Emit | undefined
}

/** Reads everything that a plan compares with, and tells how far it is. @throws ProviderError */
export async function readAccount(target: Target, want: Want, { signal, emit }: Reading): Promise<LiveState> {
  if (!emit) return target.read(want, signal)
  const { name: provider, title } = target.traits
  const before = target.calls().reads
  const calls = (): number => target.calls().reads - before
  emit({ type: 'read.started', provider, title })
  try {
    const live = await target.read(want, signal, (page) => emit({ type: 'read.progress', ...page, calls: calls() }))
    const counts = Object.entries(live.resources).map(([kind, resources]) => [kind, resources.length])
    emit({ type: 'read.finished', resources: Object.fromEntries(counts), complete: live.complete, calls: calls() })
    return live
  } catch (error) {
    emit({ type: 'read.failed' })
    throw error
  }
}
