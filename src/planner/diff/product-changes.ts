import type { Json, JsonObject } from '../../model/json.ts'
import type { Operation } from '../../model/plan.ts'
import type { DesiredImage, Owned } from '../types.ts'
import type { Decision } from './decide.ts'
import type { ProductContext } from './product-context.ts'

/** The changes of one product, gathered field by field. */
export interface Changes {
  before: JsonObject
  after: JsonObject
  /** Paths that are written and fingerprinted. */
  fields: string[]
  provenance: Operation['provenance']
}

export interface Existing {
  owned: Owned
  desired: DesiredImage[]
}

type Entry = { address: string; field: string; last_written: Json; live: Json; desired: Json }

export function report(entry: Entry, decision: Decision, { found }: ProductContext): void {
  if (decision.report === 'drift') found.drift.push({ ...entry, decision: decision.write ? 'overwritten' : 'spared' })
  else if (decision.report !== null) found.conflicts.push({ ...entry, kind: decision.report })
}
