import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { RateWindow } from '../../model/plan-figures.ts'
import type { Limiter } from '../../net/limiter.ts'
import type { AuthSession } from './auth.ts'

/** What the smallest plan allows. */
export const SMALLEST_PLAN: RateWindow[] = [
  { limit: 20, window_size: 10 },
  { limit: 2000, window_size: 3600 },
]

/** The call windows as tokens state them. */
export class Allowance {
  windows = SMALLEST_PLAN
  readonly #limiter: Limiter
  readonly #onNote: (note: Diagnostic) => void
  #assumed = false

  constructor(limiter: Limiter, onNote: (note: Diagnostic) => void = () => undefined) {
    this.#limiter = limiter
    this.#onNote = onNote
  }

  /** Whatever was learned from refusals before, a token that states the windows is newer. */
  follow({ windows }: AuthSession): void {
    const stated = windows.length > 0 ? windows : SMALLEST_PLAN
    if (windows.length > 0 || this.windows !== stated) this.#limiter.allow(stated)
    this.windows = stated
    if (windows.length > 0 || this.#assumed) return
    this.#assumed = true
    const message = "Plytix does not state the account's limits: 20 calls in 10 seconds and 2,000 an hour are assumed."
    this.#onNote(diagnostic({ severity: 'info', code: 'limits-unknown', message }))
  }
}
