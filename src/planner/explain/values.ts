import { SHOP } from '../../model/edge-names.ts'
import type { ExplainedValue } from '../../model/explanation.ts'
import { type Fields, flatten } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import { partGroups } from '../../model/target-kinds.ts'
import { rulesOfPart } from '../diff/parts.ts'
import { decideValue, lastWritten, yieldsTo } from '../diff/values.ts'
import { type FieldRule, isKept, saidBy } from '../project/rules.ts'
import { desiredValue } from '../project/voices.ts'
import type { Listing, Owned } from '../types.ts'
import { type Story, subjectWith } from './story.ts'

/** Every managed field of what a listing becomes, with where its value comes from and what becomes of it. */
export function explainValues(listing: Listing, story: Story): ExplainedValue[] {
  return spokenFor(listing, story).flatMap((one) => valuesOf(one, story))
}

/** What a listing becomes: a resource, or a part of one, or both where it is alone. */
interface Speaker {
  listing: Listing
  rules: readonly FieldRule[]
  /** What holds the values. */
  whole: Listing
}

function spokenFor(listing: Listing, story: Story): Speaker[] {
  const { context } = story
  const isIt = ({ item }: Listing) => item.key === listing.item.key
  const subject = subjectWith(listing, story)
  if (subject === undefined) return [{ listing, rules: context.rules, whole: listing }]
  const part = subject.parts.find(isIt)
  const whole = subject.listing
  const speakers = isIt(whole) ? [{ listing: whole, rules: context.rules, whole }] : []
  return part ? [...speakers, { listing: part, rules: rulesOfPart(part.key, context), whole }] : speakers
}

function valuesOf({ listing, rules, whole }: Speaker, story: Story): ExplainedValue[] {
  const { context, contents, population, input } = story
  const owned = population.owned.get(whole.key) ?? null
  const operation = contents.operations.find(({ address }) => address === whole.address)
  const after = operation ? flatten(operation.after, context.kind.groups, partGroups(input.traits)) : null
  const fields = { ...context.fields, report: () => undefined }
  return rules.map((rule) => {
    const found = desiredValue(listing, rule, fields)
    const { value, provenance, replaced } = found
    const live = owned?.live.fields[rule.path] ?? null
    const facts = { rule, owned, live, value, overridden: replaced !== undefined, yields: yieldsTo(live, found) }
    return {
      field: rule.pointer,
      label: rule.spec.label,
      rule: rule.spec.write,
      desired: value,
      provenance,
      replaced: replaced ?? null,
      ...others(listing, rule, context),
      live,
      last_written: owned ? lastWritten({ ...facts, owned }, story.context) : null,
      decision: isBlocked({ listing, whole, owned }, story) ? 'blocked' : decisionOf(listing, facts, { after, story }),
    }
  })
}

/** What each of several places says. */
function others(listing: Listing, rule: FieldRule, context: Story['context']): Pick<ExplainedValue, 'said'> {
  if (listing.also === undefined) return {}
  const fields = { ...context.fields, report: () => undefined }
  const said = [listing, ...listing.also].map((one) => {
    const { source, shop, id } = one.item.ref
    return { source, [SHOP]: shop, id, value: saidBy(one, rule, fields).value }
  })
  return { said }
}

interface Facts {
  rule: FieldRule
  owned: Owned | null
  live: Json
  value: Json
  overridden: boolean
  yields: boolean
}

/** Nothing comes of it: the whole is not made, or it is left out of that. */
function isBlocked(
  { listing, whole, owned }: { listing: Listing; whole: Listing; owned: Owned | null },
  { context, contents }: Story,
): boolean {
  const isOut = context.misfits.get(whole.key)?.some(({ part }) => part.item.key === listing.item.key) ?? false
  if (isOut) return true
  const isPlanned = contents.operations.some(({ address }) => address === whole.address)
  return owned === null && !isPlanned && contents.blocked.some(({ address }) => address === whole.address)
}

function decisionOf(
  listing: Listing,
  { rule, owned, live, value, overridden, yields }: Facts,
  { after, story }: { after: Fields | null; story: Story },
): ExplainedValue['decision'] {
  if (isKept(listing, rule.spec.label)) return 'keep-override'
  if (after !== null && after[rule.path] !== undefined) return 'write'
  if (rule.spec.write === 'on-change') return 'with-changes'
  if (owned === null) return 'nothing'
  return decideValue({ rule, live, value, owned, overridden, yields }, story.context).report ?? 'nothing'
}
