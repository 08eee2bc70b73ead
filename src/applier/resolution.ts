import { type Fields, flatten, texts } from '../model/fields.ts'
import type { Json } from '../model/json.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { Change, TargetTraits } from '../model/target.ts'
import { kindNamed, partGroups } from '../model/target-kinds.ts'
import type { Stamp } from './baseline.ts'

export interface ResolveContext {
  traits: TargetTraits
  /** The UTC day that `{today}` stands for, YYYY-MM-DD. */
  today: string
  /** What is written to, or the owner of the slice that is, when it was read. */
  live: LiveResource | null
  /** `null`: no baseline is needed. */
  stamp: Stamp | null
  /** Referred resources that must not be sent. */
  withheld?: ReadonlySet<Address>
}

export type Resolved =
  | {
      ok: true
      change: Change
      /** All fields as they are sent, those of parts among them. */
      fields: Fields
      /** References that a failed dependency should have made. */
      leftOut: Address[]
      /** The next baseline of the resource, `null` for none from then on. */
      baseline?: string | null
    }
  | { ok: false; code: 'unresolved' | 'unsupported'; message: string }

export function unresolved(address: Address): Resolved {
  return { ok: false, code: 'unresolved', message: `${address} is referred to, but nothing says which object it is.` }
}

export function unsupported({ action, address }: Operation): Resolved {
  return { ok: false, code: 'unsupported', message: `This program does not know how to ${action} ${address}.` }
}

/** An operation with its kind and its fields by path. */
export interface Flat {
  operation: Operation
  kind: KindTraits
  before: Fields
  after: Fields
}

/** `null`: the target has no such kind. */
export function flat(operation: Operation, traits: TargetTraits): Flat | null {
  const kind = kindNamed(traits, operation.kind)
  if (!kind) return null
  const groups = partGroups(traits)
  const fields = (nested: Operation['before']) => flatten(nested ?? {}, kind.groups, groups)
  return { operation, kind, before: fields(operation.before), after: fields(operation.after) }
}

/** What a list holds afterwards and did not before. */
export function additions(before: Json | undefined, after: Json | undefined): string[] {
  const present = new Set(texts(before))
  return texts(after).filter((text) => !present.has(text))
}

/** The addresses that a field's value refers to. */
export function referencesIn(
  value: Json | undefined,
  { field }: { field: ReturnType<KindTraits['field']> },
): Address[] {
  const { refers } = field
  if (!refers || value === null || value === undefined) return []
  return [value].flat().map((one) => (refers.byKey ? `${refers.kind}.${one}` : String(one)))
}
