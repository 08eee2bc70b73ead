import { rulesOf } from '../../model/given-rules.ts'
import type { Survey } from '../../model/target.ts'
import { mainKind, partKind } from '../../model/target-kinds.ts'
import type { Matched } from '../match/index.ts'
import type { PlanInput } from '../types.ts'
import { keysWithin, type Subject, subjectsOf } from './groups.ts'
import { type DesiredRelations, desiredRelations } from './relations.ts'
import { type FieldRule, prepareRules } from './rules.ts'

/** What should be. Values and pictures are read from a subject when they are compared, one after the other. */
export interface Desired {
  /** Definitions, and what the target says about the account as it is. */
  survey: Survey
  /** One for each resource that should be, in the order of their keys. */
  subjects: Subject[]
  rules: FieldRule[]
  partRules: FieldRule[]
  relations: DesiredRelations
}

/**
 * Says what the target should hold. Nothing is made of items that are rejected (their keys), and nothing follows from
 * that: they are there all the same. @throws SyncError when definitions contradict the workspace
 */
export function project({ listings, population }: Matched, input: PlanInput, rejected: ReadonlySet<string>): Desired {
  const { traits } = input
  const survey = traits.survey(input.live)
  const [main, part] = [mainKind(traits), partKind(traits)]
  const valid = rejected.size === 0 ? listings.planned : listings.planned.filter(({ item }) => !rejected.has(item.key))
  const subjects = subjectsOf(valid, main, input.keys)
  return {
    survey,
    subjects,
    rules: prepareRules(rulesOf(main, input), main, survey.options),
    partRules: part ? prepareRules(rulesOf(part, input), part, survey.options) : [],
    relations: desiredRelations({
      listings: valid,
      within: keysWithin(subjects),
      unavailable: listings.unavailable,
      ignored: listings.ignored.union(rejected),
      keys: input.keys,
      exists: (key) => population.owned.has(key),
    }),
  }
}
