import type { Json, JsonObject } from './json.ts'
import type { LiveState } from './live.ts'
import type { EarlierWrites } from './run.ts'

/** A read that was kept. */
export interface EarlierRead {
  /** ISO 8601, UTC. */
  read_at: string
  complete: boolean
  /** As the read gave it; `null`: nothing can be built on it. */
  basis: JsonObject | null
  /** What was read, as the target held it; `null` when it is not there any more, or damaged. */
  load(): Promise<LiveState | null>
}

/** What was found out about an account, because somebody asked for it. */
export interface Finding {
  /** ISO 8601, UTC. */
  at: string
  value: Json
}

/** What earlier commands left that a read can be built on. All of it may be lost: then everything is read. */
export interface EarlierReads {
  /** The newest one of the account, `null` for none. */
  newest(account: string): Promise<EarlierRead | null>
  /** What was written to the account from here since then (ISO 8601, UTC). */
  writes(account: string, since: string): Promise<EarlierWrites>
  finding(account: string): Promise<Finding | null>
  /** False where nothing can be kept. */
  keep(account: string, finding: Finding): Promise<boolean>
}

/** For those who have nothing to remember with. */
export const NOTHING_EARLIER: EarlierReads = {
  newest: async () => null,
  writes: async () => ({ modified: new Map(), links: [] }),
  finding: async () => null,
  keep: async () => false,
}
