import type { Fields } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Action, Address, BaselineChange, Operation, Provenance } from '../../model/plan.ts'

/** One write as the comparison finds it, on flat fields. */
export interface Write {
  readonly kind: KindTraits
  readonly key: string
  readonly action: Action
  readonly targetId: string | null
  readonly before: Fields | null
  readonly after: Fields
  /** Of the live values; without it the digest of `before`. */
  readonly precondition?: string
  readonly provenance?: { readonly [path: string]: Provenance }
  /** The same as plans show it, where it is known already. */
  readonly origins?: Operation['provenance']
  readonly reason: string
  readonly dependsOn: readonly string[]
  readonly refs: { readonly [address: Address]: string }
  readonly baseline?: BaselineChange
}
