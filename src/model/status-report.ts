import type { Diagnostic } from './diagnostic.ts'
import type { Address, Plan } from './plan.ts'

/**
 * How a resource stands, worked out each time of what is there and what should be; nothing of it is kept anywhere.
 * `synced`: it is as it should be. `changes`: something would be written. `drifted`: people changed what is managed here.
 * `error`: what would be written failed the last time, or cannot be written. `pending`: a run that was interrupted would
 * still write it. `unknown`: it cannot be said, since something was not read or was never written from here.
 */
export const STATUSES = ['synced', 'changes', 'drifted', 'error', 'pending', 'unknown'] as const
export type Status = (typeof STATUSES)[number]

/** One thing that speaks for a status. */
export interface StatusReason {
  status: Exclude<Status, 'synced'>
  /** Stable, kebab-case; of a write its action, of what is blocked its code. */
  code: string
  /** What it is about: the resource, or something that belongs to it, such as a link. */
  address: Address
  /** JSON pointer; absent where it is about the whole. */
  field?: string
  message: string
}

export interface ResourceStatus {
  address: Address
  kind: string
  key: string
  /** The most serious of its reasons. */
  status: Status
  /** Empty where it is synced. */
  reasons: StatusReason[]
}

export interface StatusReport extends Pick<Plan, 'created_at' | 'selection' | 'sources' | 'target'> {
  scope: string
  counts: { total: number } & { [status in Status]: number }
  /** Of the kind that listings become, by key; all of them, or those of the statuses that were asked for. */
  resources: ResourceStatus[]
  /** What belongs to none of them, such as definitions. */
  others: StatusReason[]
  diagnostics: Diagnostic[]
}
