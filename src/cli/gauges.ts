import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8'
import type { Emit } from '../model/event.ts'
import type { Gauges } from '../model/gauges.ts'
import type { ProcessPeaks } from '../model/run.ts'

export interface GaugeOptions {
  emit: Emit
  /** Bytes of heap above which it is an event. */
  threshold: number
}

export interface OpenGauges extends Gauges {
  /** Looks from now on. */
  start(): void
  stop(): void
}

/** Milliseconds between looks: memory that grows quickly is seen in time. */
const LOOK_MS = 250
/** Milliseconds between two events. */
const TELL_MS = 5_000
/** The heap has to fall so far below the threshold to be well again: it grows and falls with every collection. */
const WELL = 0.9

/** Bytes that V8 adds to the limit of a heap for what is new: three halves of 64 MB. */
const YOUNG = 3 * 64 * 2 ** 20

/** Bytes that what lives longer may have: where these are used up the process ends. */
export function heapLimit(): number {
  const { heap_size_limit: all } = getHeapStatistics()
  return all > YOUNG ? all - YOUNG : all
}

/** Bytes of what lives longer; what is new comes and goes all the time. */
function heapUsed(): number {
  const spaces = getHeapSpaceStatistics().filter(({ space_name: name }) => !name.startsWith('new_'))
  return spaces.reduce((sum, { space_used_size: used }) => sum + used, 0)
}

/** Looks at memory and at the event loop while a command works; real time on purpose, whatever time a run believes in. */
export function openGauges({ emit, threshold }: GaugeOptions): OpenGauges {
  const heap_limit = heapLimit()
  const peaks: ProcessPeaks = { heap_used: 0, heap_limit, rss: 0, event_loop_lag_ms: 0 }
  let timer: NodeJS.Timeout | null = null
  let short = false
  let expected = 0
  let told = Number.NEGATIVE_INFINITY
  let lag = 0

  const look = (): void => {
    const now = performance.now()
    lag = Math.max(lag, Math.round(now - expected))
    expected = now + LOOK_MS
    const heap_used = heapUsed()
    const rss = process.memoryUsage.rss()
    raise(peaks, { heap_used, rss, event_loop_lag_ms: lag })
    const was = short
    short = heap_used > (short ? threshold * WELL : threshold)
    if (short !== was) {
      emit({
        type: short ? 'memory.high' : 'memory.normal',
        heap_used,
        threshold: Math.round(threshold),
        heap_limit,
        rss,
      })
    }
    if (now - told < TELL_MS) return
    told = now
    emit({ type: 'process.gauges', heap_used, heap_limit, rss, event_loop_lag_ms: lag })
    lag = 0
  }
  return {
    peaks: () => ({ ...peaks }),
    isShort: () => short,
    start() {
      if (timer) return
      expected = performance.now()
      look()
      timer = setInterval(look, LOOK_MS).unref()
    },
    stop() {
      if (timer) clearInterval(timer)
      timer = null
    },
  }
}

function raise(peaks: ProcessPeaks, now: Omit<ProcessPeaks, 'heap_limit'>): void {
  peaks.heap_used = Math.max(peaks.heap_used, now.heap_used)
  peaks.rss = Math.max(peaks.rss, now.rss)
  peaks.event_loop_lag_ms = Math.max(peaks.event_loop_lag_ms, now.event_loop_lag_ms)
}
