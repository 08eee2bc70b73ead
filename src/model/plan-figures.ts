export interface MatchCounts {
  total: number
  matched: number
  unmatched: number
  ambiguous: number
  /** Matched of total in percent, one decimal. */
  rate: number
  by_method: { [method: string]: number }
  by_class: { [name: string]: { total: number; matched: number } }
}

export interface PlanSummary {
  create: number
  update: number
  upload: number
  link: number
  unlink: number
  delete: number
  /** Products that get a baseline and nothing else; absent where there is none. */
  adopt?: number
  /** Products of this scope that need no write. */
  unchanged: number
  blocked: number
  /** Fields of kind `both-moved`. */
  conflicts: number
  drift: number
  unadopted: number
  by_kind: { [kind: string]: { [action: string]: number } }
  /** Image references added to galleries. */
  attach: number
  detach: number
  thumbnail: number
  /** Distinct images that need no upload because the account already has them. */
  reused: number
  link_pairs: number
  unlink_pairs: number
  emptied: number
}

export interface RateWindow {
  /** Calls. */
  limit: number
  /** Seconds. */
  window_size: number
}

/** How much of a window is used. */
export interface WindowUse {
  /** The calls that it is for, where it is not for all of a system. */
  of?: string
  /** Calls that may be made in it now, by this program. */
  limit: number
  /** Seconds. */
  window_size: number
  used: number
  /** Calls that may still leave at once. */
  room: number
  /** When a call leaves it next, or all of it begins anew, ISO 8601, UTC; `null`: nothing is used. */
  resets_at: string | null
}

export interface PlanCost {
  /** Calls that making this plan took. */
  plan_reads: number
  /** Calls that applying it takes. */
  reads: number
  writes: number
  seconds: number
  binding_window: RateWindow | null
}
