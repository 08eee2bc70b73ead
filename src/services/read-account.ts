import { perSecond, rounded } from '../model/call-figures.ts'
import { type Clock, elapsedOf } from '../model/clock.ts'
import type { Emit, ReadPace } from '../model/event.ts'
import type { LiveState, Want } from '../model/live.ts'
import type { Target } from '../model/target.ts'
import { targetFigures } from './calls/figures.ts'
import type { CallMeter } from './calls/meter.ts'

export interface Reading {
  signal: AbortSignal
  /** Told how far it is; absent where nobody waits for it. */
  emit?: Emit | undefined
  /** Measures it; absent where nobody wants to know. */
  measured?: Measured | undefined
}

export interface Measured {
  clock: Clock
  calls: CallMeter
}

/** Reads everything that a plan compares with, and tells how far it is. @throws ProviderError */
export async function readAccount(target: Target, want: Want, { signal, emit, measured }: Reading): Promise<LiveState> {
  if (!emit) return target.read(want, signal)
  const { name: provider, title } = target.traits
  const before = target.calls().reads
  const calls = (): number => target.calls().reads - before
  emit({ type: 'read.started', provider, title })
  const took = measured && measure(measured, target)
  try {
    const live = await target.read(want, signal, (page) => emit({ type: 'read.progress', ...page, calls: calls() }))
    const counts = Object.entries(live.resources).map(([kind, resources]) => [kind, resources.length] as const)
    const total = counts.reduce((sum, [, number]) => sum + number, 0)
    const told = { resources: Object.fromEntries(counts), complete: live.complete, calls: calls() }
    emit({ type: 'read.finished', ...told, ...(took && { pace: took(total) }) })
    return live
  } catch (error) {
    emit({ type: 'read.failed' })
    throw error
  } finally {
    took?.end()
  }
}

/** How long it takes from now on, and what is asked meanwhile. */
function measure({ clock, calls }: Measured, target: Target) {
  const began = elapsedOf(clock)
  const counting = calls.count()
  const figures = (resources: number): ReadPace => {
    const seconds = (elapsedOf(clock) - began) / 1000
    return {
      seconds: rounded(seconds),
      resources_per_second: perSecond(resources, seconds),
      systems: targetFigures(counting, target),
    }
  }
  return Object.assign(figures, { end: counting.end })
}
