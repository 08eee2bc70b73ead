import type { Clock } from '../../model/clock.ts'
import type { JsonObject } from '../../model/json.ts'
import type { CallCounts } from '../../model/target.ts'
import type { Document } from './document.ts'
import type { Verdict } from './judge.ts'
import type { Patience } from './patience.ts'

/** One attempt at an operation. */
export interface Attempt {
  document: Document
  variables: JsonObject
  /** From 1 on. */
  number: number
}

/** On whose behalf a call is made. */
export interface Caller {
  readonly signal: AbortSignal
  /** Told just before a write leaves. */
  leave(): void
}

/** What makes the attempts. */
export interface Line {
  readonly counts: CallCounts
  readonly patience: Patience
  readonly access: { readonly by: 'token' | 'app' }
  readonly options: { readonly clock: Clock }
  /** @throws ShopifyError when signing in is refused; the caller's reason to stop */
  attempt(attempt: Attempt, caller: Caller): Promise<Verdict>
}
