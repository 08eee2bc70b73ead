import type { Address } from './plan.ts'

/** A value that is left to people from now on. */
export interface AcceptedValue {
  address: Address
  field: string
  label: string
  /** The override file that says so. */
  file: string
}

/** What cannot be accepted by `keep`, and what can be done. */
export interface NotAccepted {
  address: Address
  field: string | null
  why: string
  hint: string
}

/** What became of what people changed. */
export interface Acceptance {
  file: string
  accepted: AcceptedValue[]
  /** Keys of entries that wait for a decision: what they are about was deleted. */
  stubs: string[]
  refused: NotAccepted[]
}
