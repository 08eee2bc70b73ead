import type { RateWindow } from './plan.ts'

/**
 * What outlives a process about an account's allowance, so that the next command goes on where this one stopped. Times are
 * milliseconds since 1970.
 */
export interface QuotaMemory {
  /** When earlier calls to the account were answered, as far back as the longest window. */
  calls(account: string): number[]
  /** Those since the last time; a time that is given again is the same call. */
  keepCalls(account: string, times: number[]): void
  /** Limits that the service enforced although it states others. */
  limits(account: string): RateWindow[]
  keepLimits(account: string, limits: RateWindow[]): void
}

/** For those who have nothing to remember with. */
export const FORGETFUL: QuotaMemory = {
  calls: () => [],
  keepCalls: () => undefined,
  limits: () => [],
  keepLimits: () => undefined,
}
