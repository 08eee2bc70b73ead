import type { Json } from './json.ts'
import type { RateWindow } from './plan-figures.ts'

/** A limit that the service enforces although it states another; `at`: when it was learned, milliseconds since 1970. */
export interface LearnedWindow extends RateWindow {
  at: number
}

/** Limits change: what was learned is believed so long. */
export const BELIEVED_MS = 3600_000

/** Seconds. */
const SHORTEST_WINDOW = 1
const LONGEST_WINDOW = 24 * 3600

/**
 * What a service says of a window, as far as it can be true: it lasts from one second to a day, and has room for one call
 * at least. `null` when it cannot be.
 */
export function credibleWindow(limit: unknown, seconds: unknown): RateWindow | null {
  if (!isPositive(limit)) return null
  const window_size = credibleSeconds(seconds)
  return window_size === null ? null : { limit: Math.max(1, Math.floor(limit)), window_size }
}

/** The length of a window, as far as it can be true. */
export function credibleSeconds(seconds: unknown): number | null {
  return isPositive(seconds) && seconds <= LONGEST_WINDOW ? Math.max(SHORTEST_WINDOW, seconds) : null
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}

/** Of what was kept only what can be true and is not too old: a former version may have kept anything that a service said. */
export function believedWindows(kept: Json, now: number): LearnedWindow[] {
  const { at: together, limits } = fieldsOf(kept)
  if (!Array.isArray(limits)) return []
  return limits.flatMap((entry) => {
    const { limit, window_size, at = together } = fieldsOf(entry)
    const window = credibleWindow(limit, window_size)
    const isRecent = typeof at === 'number' && Math.abs(now - at) < BELIEVED_MS
    return window && isRecent ? [{ ...window, at }] : []
  })
}

function fieldsOf(value: Json | undefined): { [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/**
 * What outlives a process about an account's allowance, so that the next command goes on where this one stopped. Times are
 * milliseconds since 1970.
 */
export interface QuotaMemory {
  /** From when earlier calls to the account count, as far back as the longest window. */
  calls(account: string): Promise<number[]>
  /** Those since the last time; a time that is given again is the same call. */
  keepCalls(account: string, times: number[]): Promise<void>
  /** Limits that the service enforced although it states others, as far as they are still believed. */
  limits(account: string): Promise<LearnedWindow[]>
  keepLimits(account: string, limits: LearnedWindow[]): Promise<void>
}

/** For those who have nothing to remember with. */
export const FORGETFUL: QuotaMemory = {
  calls: async () => [],
  keepCalls: async () => undefined,
  limits: async () => [],
  keepLimits: async () => undefined,
}
