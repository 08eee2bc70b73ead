import type { Json } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { Kinds } from '../model/precondition.ts'
import type { Write } from '../model/target.ts'
import type { Stamp } from './baseline.ts'

export interface ResolveContext {
  kinds: Kinds
  /** The UTC day that `{today}` stands for, YYYY-MM-DD. */
  today: string
  /** The product that is written to, when it was read. */
  live: LiveProduct | null
  /** `null`: no baseline is needed. */
  stamp: Stamp | null
  /** Targets of links that must not be sent. */
  withheld?: ReadonlySet<Address>
}

export type Resolved =
  /** `leftOut`: link targets and images that a failed dependency should have made. `baseline`: a product's next one. */
  | { ok: true; write: Write; leftOut: Address[]; baseline?: string }
  | { ok: false; code: 'unresolved' | 'unsupported'; message: string }

export function done(write: Write, leftOut: Address[] = []): Resolved {
  return { ok: true, write, leftOut }
}

export function unresolved(address: Address): Resolved {
  return { ok: false, code: 'unresolved', message: `${address} is referred to, but nothing says which object it is.` }
}

/** What a list of `after` holds and that of `before` does not. */
export function additions({ before, after }: Operation, list: string): string[] {
  const present = new Set(texts(before?.[list]))
  return texts(after[list]).filter((text) => !present.has(text))
}

export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
