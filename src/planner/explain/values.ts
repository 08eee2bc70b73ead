import type { ExplainedValue } from '../../model/explanation.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Operation } from '../../model/plan.ts'
import { fingerprint } from '../../model/values.ts'
import { decideValue, liveValue } from '../diff/product-update.ts'
import { desiredValue, type FieldRule, isKept } from '../project/desired-fields.ts'
import type { Listing, Owned } from '../types.ts'
import type { Story } from './index.ts'

/** Every managed field of a listing's product, with where its value comes from and what becomes of it. */
export function explainValues(listing: Listing, story: Story): ExplainedValue[] {
  const { context, contents } = story
  const owned = context.population.owned.get(listing.sku) ?? null
  const operation = contents.operations.find(({ address }) => address === listing.address) ?? null
  const fields = { ...context.fields, report: () => undefined }
  return context.rules.map((rule) => {
    const { value, provenance, replaced } = desiredValue(listing, rule, fields)
    const live = owned === null ? null : liveValue(owned.product, rule.path)
    const facts = { rule, owned, live, value, overridden: replaced !== undefined }
    return {
      field: rule.pointer,
      label: rule.spec.label,
      rule: rule.spec.write,
      desired: value,
      provenance,
      replaced: replaced ?? null,
      live,
      last_written: lastWritten(facts, story),
      decision: decisionOf(listing, facts, { operation, story }),
    }
  })
}

interface Facts {
  rule: FieldRule
  owned: Owned | null
  live: Json
  value: Json
  overridden: boolean
}

/** The baseline remembers a fingerprint; the value is known when one of the values at hand has it. */
function lastWritten({ rule, owned, live, value }: Facts, { input }: Story): Json {
  const written = owned?.baseline?.fields[rule.path]
  if (written === undefined) return null
  const is = (candidate: Json) => fingerprint(rule.kind, candidate, input.digest) === written
  return is(value) ? value : is(live) ? live : null
}

function decisionOf(
  listing: Listing,
  facts: Facts,
  { operation, story }: { operation: Operation | null; story: Story },
): ExplainedValue['decision'] {
  const { rule, owned, live, value, overridden } = facts
  if (isKept(listing, rule.spec.label)) return 'keep-override'
  if (operation !== null && writes(operation, rule)) return 'write'
  if (rule.spec.write === 'on-change') return 'with-changes'
  if (owned === null) return 'nothing'
  return decideValue({ rule, live, value, owned, overridden }, story.context).report ?? 'nothing'
}

function writes({ after }: Operation, { path, spec }: FieldRule): boolean {
  const attributes = (after.attributes ?? {}) as JsonObject
  return path === spec.label ? after[path] !== undefined : spec.label in attributes
}
