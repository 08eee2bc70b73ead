import jsonpatch from 'fast-json-patch'
import { addressOf } from '../../model/address.ts'
import { type Fields, nest, parsePart, pointerOf } from '../../model/fields.ts'
import { canonicalJson, type Digest, type Json, type JsonObject } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { removedIn } from '../../model/part-removal.ts'
import type { Operation, Provenance } from '../../model/plan.ts'
import { type Rewriting, rewritingOf } from './rewriting.ts'
import type { Write } from './write.ts'

/** An operation beside what it is weighed by. */
export interface Draft {
  readonly kind: KindTraits
  readonly operation: Operation
  readonly rewrites: Rewriting
}

/** Makes an operation of what the comparison finds. */
export type Drafter = (write: Write) => Draft

export function drafter(digest: Digest): Drafter {
  const preconditionOf = (before: JsonObject | null) => `sha256:${digest(canonicalJson(before))}`
  const absent = preconditionOf(null)
  return (write) => {
    const { kind, key, action } = write
    const { groups } = kind
    const address = addressOf(kind.name, key)
    const rewrites = rewritingOf(write)
    const before = write.before && withEmptyParts(nest(write.before, groups), write.after, groups)
    const operation = operationOf({
      id: `${action}:${address}`,
      address,
      action,
      kind: kind.name,
      key,
      target_id: write.targetId,
      depends_on: inOrder(write.dependsOn),
      before,
      after: nest(write.after, groups),
      precondition: write.precondition ?? (before === null ? absent : preconditionOf(before)),
      provenance: write.origins ?? byPointer(write.provenance ?? {}, groups),
      reason: write.reason,
      risk: rewrites.clears + rewrites.removes > 0 ? 'high' : 'normal',
      refs: write.refs,
      baseline: write.baseline,
    })
    return { kind, operation, rewrites }
  }
}

/** The same list, shared as it may be, where it is in order. */
function inOrder(ids: readonly string[]): string[] {
  const isInOrder = ids.every((id, index) => index === 0 || (ids[index - 1] as string) <= id)
  return isInOrder ? (ids as string[]) : ids.toSorted()
}

/** The same draft with an operation of which some things differ. */
export function redraft(draft: Draft, changes: Partial<Operation>, rewrites: Rewriting = draft.rewrites): Draft {
  return { kind: draft.kind, operation: operationOf({ ...draft.operation, ...changes }), rewrites }
}

/** Everything but what follows from the rest. */
type Stated = Omit<Operation, 'patch' | 'baseline'> & { baseline?: Operation['baseline'] | undefined }

/** The one place where operations are made; nothing changes them later. The order of their keys is digested. */
function operationOf(stated: Stated): Operation {
  const { action, before, after, baseline } = stated
  return Object.freeze({
    id: stated.id,
    address: stated.address,
    action,
    kind: stated.kind,
    key: stated.key,
    target_id: stated.target_id,
    depends_on: stated.depends_on,
    before,
    after,
    ...(action === 'update' && before !== null ? { patch: patchBetween(before, withoutRemoved(stated)) } : {}),
    precondition: stated.precondition,
    provenance: stated.provenance,
    reason: stated.reason,
    risk: stated.risk,
    refs: stated.refs,
    ...(baseline ? { baseline } : {}),
  })
}

/** A part that is added stands beside others, and does not take their place. */
function withEmptyParts(before: JsonObject, after: Fields, groups: KindTraits['groups']): JsonObject {
  const parts = Object.keys(after).flatMap((path) => parsePart(path, groups)?.group ?? [])
  return parts.length === 0 ? before : { ...Object.fromEntries(parts.map((group) => [group, {}])), ...before }
}

function byPointer(
  provenance: NonNullable<Write['provenance']>,
  groups: KindTraits['groups'],
): Operation['provenance'] {
  const named: { [pointer: string]: Provenance } = {}
  for (const path in provenance) named[pointerOf(path, groups)] = provenance[path] as Provenance
  return named
}

/** A part that is taken away goes as a whole. */
function withoutRemoved(stated: Stated): JsonObject {
  const { after } = stated
  const removed = removedIn(stated)
  if (removed.length === 0) return after
  const left = structuredClone(after)
  for (const { group, key } of removed) delete (left[group] as JsonObject)[key]
  return left
}

function patchBetween(before: JsonObject, after: JsonObject): Json[] {
  return jsonpatch.compare(before, after) as unknown as Json[]
}
