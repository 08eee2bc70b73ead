import type { Overwrite } from '../../model/plan.ts'
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
  /** Why a value that may be a person's is replaced; `null` when none is. */
  overwrites: Overwrite['reason'] | null
  /** What people must hear about it. */
  report: 'drift' | 'both-moved' | 'kept' | 'unadopted' | null
}

export const NOTHING: Decision = { write: false, overwrites: null, report: null }
const WRITE: Decision = { write: true, overwrites: null, report: null }

/** The table of write rules (semantics: values): whether an existing product's field is written, held back or reported. */
export function decideField(facts: FieldFacts, policy: FieldPolicy): Decision {
  if (facts.rule !== 'always' && facts.rule !== 'if-empty') return NOTHING
  if (facts.same) return NOTHING
  if (facts.overridden && !(facts.hasBaseline && facts.desiredIsBaseline))
    return isOurs(facts) ? WRITE : { ...WRITE, overwrites: 'override' }
  if (facts.desiredEmpty) return clears(facts) ? WRITE : NOTHING
  if (!facts.hasBaseline) return withoutBaseline(facts, policy)
  return facts.rule === 'always' ? decideAlways(facts, policy) : decideIfEmpty(facts)
}

/** Nothing there, or what this program wrote. */
function isOurs({ liveEmpty, liveIsBaseline }: FieldFacts): boolean {
  return liveEmpty || liveIsBaseline
}

/** An empty source clears only what this program wrote, and never what people may refine. */
function clears({ rule, clear, hasBaseline, liveIsBaseline }: FieldFacts): boolean {
  return rule === 'always' && clear && hasBaseline && liveIsBaseline
}

function withoutBaseline(facts: FieldFacts, policy: FieldPolicy): Decision {
  if (facts.liveEmpty) return WRITE
  if (facts.rule === 'if-empty') return { ...NOTHING, report: 'kept' }
  return policy.on_unadopted === 'overwrite'
    ? { ...WRITE, overwrites: 'unadopted' }
    : { ...NOTHING, report: 'unadopted' }
}

function decideAlways(facts: FieldFacts, policy: FieldPolicy): Decision {
  if (facts.liveIsBaseline) return WRITE
  const report = facts.desiredIsBaseline ? 'drift' : 'both-moved'
  return policy.on_drift === 'overwrite' ? { write: true, overwrites: report, report } : { ...NOTHING, report }
}

/** Once written, an `if-empty` value belongs to people: they may refine or clear it. */
function decideIfEmpty(facts: FieldFacts): Decision {
  return facts.desiredIsBaseline ? NOTHING : { ...NOTHING, report: 'kept' }
}
