import jsonpatch from 'fast-json-patch'
import { canonicalJson, type Digest, type Json, type JsonObject } from '../../model/json.ts'
import type { Action, Address, Operation } from '../../model/plan.ts'

interface OperationParts {
  action: Action
  address: Address
  targetId?: string
  before?: JsonObject
  after: JsonObject
  reason: string
  /** Of the live values; without it the digest of `before`. */
  precondition?: string
}

/** An operation with its keys in the order of the plan file; dependencies, references and provenance are added after. */
export function operation(parts: OperationParts, digest: Digest): Operation {
  const { action, address, targetId = null, before = null, after, reason } = parts
  return {
    id: `${action}:${address}`,
    address,
    action,
    target_id: targetId,
    depends_on: [],
    before,
    after,
    ...(action === 'update' && before !== null ? { patch: patchBetween(before, after) } : {}),
    precondition: parts.precondition ?? `sha256:${digest(canonicalJson(before))}`,
    provenance: {},
    reason,
    risk: 'normal',
    refs: {},
  }
}

function patchBetween(before: JsonObject, after: JsonObject): Json[] {
  return jsonpatch.compare(before, after) as unknown as Json[]
}
