import { addressOf } from '../../model/address.ts'
import type { Address } from '../../model/plan.ts'
import type { Survey } from '../../model/target.ts'
import type { DiffContext } from '../diff/context.ts'
import { assemble } from '../index.ts'
import type { Listings } from '../match/listings.ts'
import type { Population } from '../match/population.ts'
import type { Prepared } from '../prepared.ts'
import type { Subject } from '../project/groups.ts'
import type { DesiredRelations } from '../project/relations.ts'
import type { Verdict } from '../quality/index.ts'
import type { Listing, PlanContents, PlanInput } from '../types.ts'

/** What an explanation is drawn from: what the parts of a plan found on their way. */
export interface Story {
  input: PlanInput
  /** Every listed variant, where listings of several places become one resource. */
  judged: readonly Listing[]
  listings: Listings
  population: Population
  survey: Survey
  relations: DesiredRelations
  subjects: readonly Subject[]
  context: DiffContext
  contents: PlanContents
  verdict: Verdict | null
}

/** A plan with how it came about, kind by kind of what is made of items: the first one first. @throws SyncError as planning does */
export function tell(input: PlanInput, prepared: Prepared): Story[] {
  const { differences, contents } = assemble(prepared, input)
  const contexts = [differences.context, ...differences.below.map(({ context }) => context)]
  return [prepared, ...prepared.below].map(({ matched, desired }, place): Story => {
    const context = contexts[place] as DiffContext
    const { listings, population } = matched
    const { survey, relations, subjects } = desired
    const { verdict } = prepared
    const judged = prepared.below.length > 0 ? prepared.judged : []
    return {
      input: context.input,
      judged,
      listings,
      population,
      survey,
      relations,
      subjects,
      context,
      contents,
      verdict,
    }
  })
}

/** Where what a listing becomes stands. */
export function addressIn({ context }: Story, key: string): Address {
  return addressOf(context.kind.name, key)
}

/** What a listing becomes, or becomes a part of. */
export function subjectWith({ item }: Listing, { subjects }: Pick<Story, 'subjects'>): Subject | undefined {
  const isIt = (other: Listing): boolean => other.item.key === item.key
  return subjects.find(({ listing, parts }) => isIt(listing) || parts.some(isIt))
}
