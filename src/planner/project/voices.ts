import { sameValue } from '../../model/values.ts'
import type { Listing, Voice } from '../types.ts'
import { leaveDefault } from './refine.ts'
import { type DesiredValue, type FieldContext, type FieldRule, saidBy, type VoiceSaid } from './rules.ts'

/** What a field should hold, as it would be written; `null` in `value` when nothing usable is said. */
export function desiredValue(listing: Listing, rule: FieldRule, context: FieldContext): DesiredValue {
  return listing.voice === undefined ? saidBy(listing, rule, context) : firstSaid(listing, rule, context)
}

/**
 * The value of the first that says anything; what people decided for any of them comes before. Nothing is said where one
 * that comes before is not heard this time: its value stays.
 */
function firstSaid(listing: Listing, rule: FieldRule, context: FieldContext): DesiredValue {
  const voices = inOrder([listing, ...(listing.also ?? [])], rule)
  const decided = voices.find(({ override }) => override?.attributes?.[rule.spec.label] !== undefined)
  if (decided) return saidBy(decided, rule, context)
  const said = voices.map((voice) => ({ voice, desired: saidBy(voice, rule, context) }))
  const speaking = said.filter(({ desired }) => desired.value !== null)
  // What nobody says is filled in only where nobody else says it.
  const first = speaking.find(({ desired }) => desired.defaulted === undefined) ?? speaking[0]
  const [silent] = said as [(typeof said)[number]]
  if (first === undefined) return (said.find(({ desired }) => desired.unusable) ?? silent).desired
  const place = placeOf(first.voice.voice, rule)
  if (listing.unheard?.some((voice) => placeOf(voice, rule) < place)) return { ...first.desired, value: null }
  if (first.desired.defaulted === undefined && rule.refinement) leaveDefault(rule.refinement, listing)
  noteDifference(said, { rule, listing, first }, context)
  // What one before it says and nobody can use is no reason to write over what is there.
  const isInstead = said.slice(0, said.indexOf(first)).some(({ desired }) => desired.unusable)
  return isInstead ? { ...first.desired, unusable: true } : first.desired
}

function inOrder(voices: Listing[], rule: FieldRule): Listing[] {
  return rule.spec.prefer === undefined
    ? voices
    : voices.toSorted((a, b) => placeOf(a.voice, rule) - placeOf(b.voice, rule))
}

/** Preferred sources come first; within them, and after them, the order of the workspace counts. */
function placeOf(voice: Voice | undefined, { spec: { prefer = [] } }: Pick<FieldRule, 'spec'>): number {
  if (voice === undefined) return 0
  const preferred = prefer.indexOf(voice.source)
  return (preferred < 0 ? prefer.length : preferred) * MOST_PLACES + voice.rank
}

/** More shops than a workspace names. */
const MOST_PLACES = 1_000_000

/** Two places that say different things of one field; only how often, and the first few. */
function noteDifference(
  said: readonly VoiceSaid[],
  { rule, listing, first }: { rule: FieldRule; listing: Listing; first: VoiceSaid },
  { differing }: FieldContext,
): void {
  if (differing === undefined || rule.field.merge !== 'replace') return
  const other = said.find(
    ({ desired: { value, defaulted } }) =>
      value !== null && !defaulted && !sameValue(rule.field.holds, value, first.desired.value),
  )
  if (other) differing({ label: rule.spec.label, address: listing.address, first, other })
}
