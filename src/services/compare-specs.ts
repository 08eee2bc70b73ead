import type { Compared } from '../model/compared.ts'
import type { Json } from '../model/json.ts'
import type { Want } from '../model/live.ts'
import { differenceOf } from '../model/plan-difference.ts'
import type { QualitySpec } from '../model/quality.ts'
import type { AttributeSpec } from '../model/settings.ts'
import type { TargetTraits } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { assemblePlan } from '../planner/index.ts'
import type { PlanContents, PlanInput } from '../planner/types.ts'

/** Rules as they were, and what the target holds by them. */
export interface FormerRules {
  /** As it was named. */
  spec: string
  attributes: AttributeSpec[]
  variants: AttributeSpec[]
  quality: QualitySpec | undefined
  traits: TargetTraits
}

/** What earlier rules give of the same items and the same account, against a plan. */
export function comparedWith(former: FormerRules, { operations }: PlanContents, input: PlanInput): Compared {
  const { spec, attributes, variants, quality, traits } = former
  const { quality: _, ...same } = input
  const earlier = assemblePlan({ ...same, attributes, variants, traits, ...(quality && { quality }) })
  const { added, gone, changed } = differenceOf(earlier.operations, operations)
  return {
    spec,
    added: added.map(({ id }) => id),
    gone: gone.map(({ id }) => id),
    changed: changed.flatMap(({ operation: { id, address }, fields }) => {
      const values = fields.flatMap(({ field, reviewed, now }) =>
        field.startsWith(VALUES)
          ? { field: field.slice(VALUES.length), before: toJson(reviewed), after: toJson(now) }
          : [],
      )
      return values.length === 0 ? [] : { id, address, fields: values }
    }),
  }
}

/** Where an operation holds what it writes. */
const VALUES = '/after'

function toJson(value: Json | undefined): Json {
  return value ?? null
}

/** What earlier rules wrote has to be read too. */
export function withPaths(want: Want, { former }: { former?: FormerRules | undefined }): Want {
  if (former === undefined) return want
  const { pathOf } = mainKind(former.traits)
  const managed = former.attributes.filter(({ write }) => write !== 'never').map(({ label }) => pathOf(label))
  return { ...want, paths: [...new Set([...want.paths, ...managed])] }
}
