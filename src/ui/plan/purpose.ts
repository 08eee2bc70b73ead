import type { Plan, PlanPurpose } from '../../model/plan.ts'
import type { Phrase } from '../report/report.ts'

/** What a plan of another command is for. */
export function purposeOf({ purpose }: Plan): Phrase[] {
  return purpose === undefined ? [] : [SAID[purpose.command](purpose.of)]
}

const SAID: { [command in PlanPurpose['command']]: (of: string | undefined) => string } = {
  adopt: (scope) =>
    `Takes over products${scope === undefined ? '' : ` of the scope ${scope}`}: writes what is ours of them into their baselines; no value changes.`,
  undo: (of = 'an earlier plan') =>
    `Puts back what ${RUN.test(of) ? `run ${of}` : of} changed; what people changed since stays as they have it.`,
  cleanup: (prefix) =>
    `Removes wrongly created products of our own${prefix === undefined ? '' : `, whose SKUs begin with ${prefix}`}.`,
}

const RUN = /^\d{8}T\d{6}Z-[0-9a-f]+$/

/** What is said when there is nothing to write. */
export const NOTHING: { [command in PlanPurpose['command']]: string } = {
  adopt: 'Nothing to adopt.',
  undo: 'Nothing to put back.',
  cleanup: 'Nothing to remove.',
}
