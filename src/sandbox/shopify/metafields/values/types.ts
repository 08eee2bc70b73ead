import type { Store } from '../../store/store.ts'

/** What a value is read with. */
export interface ValueContext {
  store: Store
  /** Of the shop: money has no other. */
  currency: string
  version: string
}

/** As it reads back, or why it is none. `element`: which one of a list is wrong. */
export type Kept = { value: string } | { problem: string; element?: number }

export type ValueType = (value: string, context: ValueContext) => Kept
