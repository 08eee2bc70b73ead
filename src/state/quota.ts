import type { Clock } from '../model/clock.ts'
import type { Json } from '../model/json.ts'
import { BELIEVED_MS, credibleWindow, type LearnedWindow, type QuotaMemory } from '../model/quota.ts'
import { loadCalls, loadLimits, saveCalls, saveLimits } from './calls.ts'
import type { State } from './database.ts'

/** The allowance of accounts as the state database remembers it. */
export function quotaMemory(state: State, clock: Clock): QuotaMemory {
  return {
    calls: (account) => loadCalls(state, account),
    keepCalls: (account, times) => saveCalls(state, account, times),
    limits: (account) => readLimits(loadLimits(state, account), clock.now()),
    keepLimits(account, limits) {
      saveLimits(state, account, { limits: limits.map((window) => ({ ...window })) })
    },
  }
}

/** Only what can be true and is not too old: a former version may have kept anything that a service said. */
function readLimits(saved: Json, now: number): LearnedWindow[] {
  const { at: together, limits } = fieldsOf(saved)
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
