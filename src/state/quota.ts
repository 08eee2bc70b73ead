import type { Clock } from '../model/clock.ts'
import type { RateWindow } from '../model/plan.ts'
import type { QuotaMemory } from '../model/quota.ts'
import { loadCalls, loadLimits, saveCalls, saveLimits } from './calls.ts'
import type { State } from './database.ts'

/** An account's limits may be raised: what was learned is believed for a day. */
const BELIEVED_MS = 24 * 3600 * 1000

interface Learned {
  at: number
  limits: RateWindow[]
}

/** The allowance of accounts as the state database remembers it. */
export function quotaMemory(state: State, clock: Clock): QuotaMemory {
  return {
    calls: (account) => loadCalls(state, account),
    keepCalls: (account, times) => saveCalls(state, account, times),
    limits(account) {
      const learned = loadLimits(state, account) as unknown as Learned | null
      return learned && Math.abs(clock.now() - learned.at) < BELIEVED_MS ? learned.limits : []
    },
    keepLimits(account, limits) {
      saveLimits(state, account, { at: clock.now(), limits: limits.map((window) => ({ ...window })) })
    },
  }
}
