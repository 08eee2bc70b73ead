import jsonpatch from 'fast-json-patch'
import { addressOf } from '../../model/address.ts'
import { type Fields, nest, pointerOf } from '../../model/fields.ts'
import { canonicalJson, type Digest, type Json, type JsonObject } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Action, Address, BaselineChange, Operation, Provenance } from '../../model/plan.ts'

/** One write as the comparison found it, on flat fields: what becomes an operation once everything is weighed. */
export interface Draft {
  readonly kind: KindTraits
  readonly key: string
  readonly action: Action
  readonly targetId: string | null
  readonly before: Fields | null
  readonly after: Fields
  /** Of the live values; without it the digest of `before`. */
  readonly precondition?: string
  readonly provenance: { readonly [path: string]: Provenance }
  readonly reason: string
  readonly risk?: 'high'
  readonly dependsOn: readonly string[]
  readonly refs: { readonly [address: Address]: string }
  readonly baseline?: BaselineChange
}

export function addressOfDraft({ kind, key }: Pick<Draft, 'kind' | 'key'>): Address {
  return addressOf(kind.name, key)
}

export function idOf(draft: Pick<Draft, 'kind' | 'key' | 'action'>): string {
  return `${draft.action}:${addressOfDraft(draft)}`
}

/** The one place where operations are made; nothing changes them later. The order of their keys is digested. */
export function toOperation(draft: Draft, digest: Digest): Operation {
  const { kind, key, action, baseline } = draft
  const { groups } = kind
  const before = draft.before && nest(draft.before, groups)
  const after = nest(draft.after, groups)
  return Object.freeze({
    id: idOf(draft),
    address: addressOfDraft(draft),
    action,
    kind: kind.name,
    key,
    target_id: draft.targetId,
    depends_on: draft.dependsOn.toSorted(),
    before,
    after,
    ...(action === 'update' && before !== null ? { patch: patchBetween(before, after) } : {}),
    precondition: draft.precondition ?? `sha256:${digest(canonicalJson(before))}`,
    provenance: byPointer(draft.provenance, groups),
    reason: draft.reason,
    risk: draft.risk ?? 'normal',
    refs: draft.refs,
    ...(baseline ? { baseline } : {}),
  })
}

function byPointer(provenance: Draft['provenance'], groups: KindTraits['groups']): Operation['provenance'] {
  const named: Operation['provenance'] = {}
  for (const path in provenance) named[pointerOf(path, groups)] = provenance[path] as Provenance
  return named
}

function patchBetween(before: JsonObject, after: JsonObject): Json[] {
  return jsonpatch.compare(before, after) as unknown as Json[]
}
