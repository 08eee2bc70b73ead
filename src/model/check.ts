import type { Diagnostic } from './diagnostic.ts'
import { SyncError } from './errors.ts'
import type { RateWindow } from './plan-figures.ts'

/** What was looked at, and what came of it. */
export interface Check {
  /** Stable, kebab-case, and the same for the same thing everywhere: `sign-in`, `clock`, `permission` … */
  name: string
  /** `error`: as it is, a plan or an apply would be refused. `warning`: to be mended, and nothing is refused for it. */
  severity: 'error' | 'warning' | 'info'
  /** For people; no secret is in it. */
  message: string
  /** What to do; `null` when nothing is to be done. */
  hint: string | null
  /** The same in detail, with places in files or in the account. */
  diagnostics?: Diagnostic[]
  facts?: CheckFacts
}

/** What a target tells of itself while it is looked at. */
export interface CheckFacts {
  /** The windows of calls, or of what else is counted, that the account allows. */
  windows?: RateWindow[]
  /** How many resources of the main kind it holds. */
  resources?: number
  /** Reads that one page of them takes; one unless it says otherwise. */
  passes?: number
  /** Writes that the definitions take which a plan would make. */
  definitions?: number
}

export interface CheckRequest {
  /** Also what costs further reads, and what is found out by making something of one's own and deleting it. Nothing else is written. */
  probe: boolean
}

export function passed(name: string, message: string, facts?: CheckFacts): Check {
  return { name, severity: 'info', message, hint: null, ...(facts ? { facts } : {}) }
}

export function warned(name: string, message: string, hint: string): Check {
  return { name, severity: 'warning', message, hint }
}

export function failed(name: string, message: string, hint: string): Check {
  return { name, severity: 'error', message, hint }
}

/** What an error that would end a command says. */
export function failedBy(name: string, { message, hints, diagnostics }: SyncError): Check {
  const hint = hints.length === 0 ? null : hints.join(' ')
  return { name, severity: 'error', message, hint, ...(diagnostics.length > 0 ? { diagnostics } : {}) }
}

/** What a service or a file refuses is a finding. @throws everything else, and what aborted the signal */
export function asRefusal(error: unknown, signal: AbortSignal): SyncError {
  if (signal.aborted) throw signal.reason
  if (!(error instanceof SyncError)) throw error
  return error
}
