import type { Event } from '../../../src/model/event.ts'
import type { OperationOutcome } from '../../../src/model/run.ts'
import { NOTHING_YET, seen, type View } from '../../../src/ui/live/view.ts'

/** 10:00:00 UTC */
export const BEGAN = Date.UTC(2026, 10, 28, 10)

const WORK = { failed: 0, conflict: 0, skipped: 0, done: 0 }

export const STARTED = {
  type: 'run.started',
  run_id: '20261128T100000Z-3f2a',
  plan_id: 'sha256:boots',
  title: 'Plytix',
  account: '65a1',
  operations: 1000,
  done: 0,
  kinds: [
    { kind: 'attribute', noun: ['attribute', 'attributes'], operations: 20, ...WORK },
    { kind: 'product', noun: ['product', 'products'], operations: 980, ...WORK },
  ],
  cost: { calls: 1000, seconds: 500 },
} as const satisfies Event

export interface Told {
  event: Event
  /** Seconds after the beginning. */
  at: number
}

/** What a watcher sees after all of it. */
export function watched(story: readonly Told[], from: View = NOTHING_YET): View {
  return story.reduce((view, { event, at }) => seen(view, event, BEGAN + at * 1000), from)
}

export function finished(id: string, outcome: OperationOutcome['outcome'] = 'succeeded'): Event {
  const message = outcome === 'succeeded' ? {} : { message: `${id} was refused.` }
  return { type: 'operation.finished', outcome: { id, outcome, ...message } }
}

/** So many products, one every so many seconds. */
export function products(count: number, { from = 0, every = 0.5, first = 0 } = {}): Told[] {
  return Array.from({ length: count }, (_, at) => ({
    event: finished(`create:product.BOOT-${first + at + 1}`),
    at: from + (at + 1) * every,
  }))
}

export const ATTRIBUTES: Told[] = Array.from({ length: 20 }, (_, at) => ({
  event: finished(`create:attribute.amazon_${at}`),
  at: (at + 1) / 2,
}))

export const CALLS = {
  type: 'run.progress' as const,
  calls: { reads: 12, writes: 430, throttled: 1, retried: 2 },
  windows: [
    { limit: 20, window_size: 10, used: 18, room: 2, resets_at: '2026-11-28T10:04:24.000Z' },
    { limit: 2000, window_size: 3600, used: 442, room: 1558, resets_at: '2026-11-28T11:00:00.000Z' },
  ],
} satisfies Event

export const THROTTLED = {
  type: 'call.waiting' as const,
  seconds: 42,
  until: new Date(BEGAN + 262_000).toISOString(),
  reason: 'Plytix says that there are too many calls',
} satisfies Event
