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
  /** Products of this scope that need no write; where there are several kinds of them, all of these. */
  unchanged: number
  /** The same by kind; absent where there is one. */
  unchanged_by_kind?: { [kind: string]: number }
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

/** What a system lets through in so long. */
export interface RateWindow {
  /** Calls, or what `unit` names. */
  limit: number
  /** Seconds. */
  window_size: number
  /** What is counted where that is not calls, in the singular: `point`. */
  unit?: string
  /** How much may be used at once after a pause, where what was not used is saved up and comes back evenly. */
  burst?: number
}

/** How much of a window is used. */
export interface WindowUse {
  /** The calls that it is for, where it is not for all of a system. */
  of?: string
  /** What is counted where that is not calls, in the singular: `point`. */
  unit?: string
  /** Calls that may be made in it now, by this program; or so much of the unit. */
  limit: number
  /** Seconds. */
  window_size: number
  used: number
  /** Calls that may still leave at once, or so much of the unit. */
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
  /** What applying takes of a window that does not count calls, in its unit; absent where all of them count calls. */
  weight?: number
  seconds: number
  binding_window: RateWindow | null
}
