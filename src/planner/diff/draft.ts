import jsonpatch from 'fast-json-patch'
import { addressOf } from '../../model/address.ts'
import { type Fields, nest, parsePart, pointerOf } from '../../model/fields.ts'
import { canonicalJson, type Digest, type Json, type JsonObject } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Address, Operation, Provenance } from '../../model/plan.ts'
import { type Rewriting, rewritingOf } from './rewriting.ts'
import type { Write } from './write.ts'

/** The same as plans show it, until everything is weighed: what it holds, an operation shares with it. */
export interface Draft extends Omit<Write, 'before' | 'after' | 'provenance' | 'dependsOn'> {
  readonly before: JsonObject | null
  readonly after: JsonObject
  /** By JSON pointer. */
  readonly provenance: Operation['provenance']
  readonly dependsOn: string[]
  readonly rewrites: Rewriting
}

export function draftOf(write: Write): Draft {
  const { groups } = write.kind
  return {
    ...write,
    before: write.before && { ...emptyParts(write.after, groups), ...nest(write.before, groups) },
    after: nest(write.after, groups),
    provenance: byPointer(write.provenance, groups),
    dependsOn: write.dependsOn.toSorted(),
    rewrites: rewritingOf(write),
  }
}

export function addressOfDraft({ kind, key }: Pick<Draft, 'kind' | 'key'>): Address {
  return addressOf(kind.name, key)
}

export function idOf(draft: Pick<Draft, 'kind' | 'key' | 'action'>): string {
  return `${draft.action}:${addressOfDraft(draft)}`
}

/** The one place where operations are made; nothing changes them later. The order of their keys is digested. */
export function toOperation(draft: Draft, digest: Digest): Operation {
  const { kind, key, action, before, after, baseline } = draft
  return Object.freeze({
    id: idOf(draft),
    address: addressOfDraft(draft),
    action,
    kind: kind.name,
    key,
    target_id: draft.targetId,
    depends_on: draft.dependsOn,
    before,
    after,
    ...(action === 'update' && before !== null ? { patch: patchBetween(before, after) } : {}),
    precondition: draft.precondition ?? `sha256:${digest(canonicalJson(before))}`,
    provenance: draft.provenance,
    reason: draft.reason,
    risk: draft.risk ?? 'normal',
    refs: draft.refs,
    ...(baseline ? { baseline } : {}),
  })
}

/** A part that is added stands beside others, and does not take their place. */
function emptyParts(after: Fields, groups: KindTraits['groups']): JsonObject {
  const parts = Object.keys(after).flatMap((path) => parsePart(path, groups)?.group ?? [])
  return Object.fromEntries(parts.map((group) => [group, {}]))
}

function byPointer(provenance: Write['provenance'], groups: KindTraits['groups']): Operation['provenance'] {
  const named: Operation['provenance'] = {}
  for (const path in provenance) named[pointerOf(path, groups)] = provenance[path] as Provenance
  return named
}

function patchBetween(before: JsonObject, after: JsonObject): Json[] {
  return jsonpatch.compare(before, after) as unknown as Json[]
}
