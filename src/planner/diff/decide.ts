import type { WriteRule } from '../../model/settings.ts'

/**
 * What is known of one field. "Live" is what the target holds, "desired" what the source says, "baseline" what this
 * program last wrote; the last two comparisons mean nothing without a baseline.
 */
export interface FieldFacts {
  rule: WriteRule
  same: boolean
  liveEmpty: boolean
  desiredEmpty: boolean
  /** An empty source value clears the target. */
  clear: boolean
  hasBaseline: boolean
  liveIsBaseline: boolean
  desiredIsBaseline: boolean
  /** A person decided on the desired value in an override: that ends conflicts and needs no adopting. */
  overridden?: boolean
}

export interface FieldPolicy {
  on_unadopted: 'keep' | 'overwrite'
  on_drift: 'report' | 'overwrite'
}

export interface Decision {
  write: boolean
  /** What people must hear about it. */
  report: 'drift' | 'both-moved' | 'kept' | 'unadopted' | null
}

const NOTHING: Decision = { write: false, report: null }
const WRITE: Decision = { write: true, report: null }

/** The table of write rules (semantics: values): whether an existing product's field is written, held back or reported. */
export function decideField(facts: FieldFacts, policy: FieldPolicy): Decision {
  if (facts.rule !== 'always' && facts.rule !== 'if-empty') return NOTHING
  if (facts.same) return NOTHING
  if (facts.overridden && !(facts.hasBaseline && facts.desiredIsBaseline)) return WRITE
  if (facts.desiredEmpty) return clears(facts) ? WRITE : NOTHING
  if (!facts.hasBaseline) return withoutBaseline(facts, policy)
  return facts.rule === 'always' ? decideAlways(facts, policy) : decideIfEmpty(facts)
}

/** An empty source clears only what this program wrote, and never what people may refine. */
function clears({ rule, clear, hasBaseline, liveIsBaseline }: FieldFacts): boolean {
  return rule === 'always' && clear && hasBaseline && liveIsBaseline
}

function withoutBaseline(facts: FieldFacts, policy: FieldPolicy): Decision {
  if (facts.liveEmpty) return WRITE
  if (facts.rule === 'if-empty') return { write: false, report: 'kept' }
  return policy.on_unadopted === 'overwrite' ? WRITE : { write: false, report: 'unadopted' }
}

function decideAlways(facts: FieldFacts, policy: FieldPolicy): Decision {
  if (facts.liveIsBaseline) return WRITE
  return { write: policy.on_drift === 'overwrite', report: facts.desiredIsBaseline ? 'drift' : 'both-moved' }
}

/** Once written, an `if-empty` value belongs to people: they may refine or clear it. */
function decideIfEmpty(facts: FieldFacts): Decision {
  return facts.desiredIsBaseline ? NOTHING : { write: false, report: 'kept' }
}
