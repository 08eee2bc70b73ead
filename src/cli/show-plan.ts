import type { Plan } from '../model/plan.ts'
import { type ViewFlags, viewPlan } from './plan-view.ts'
import type { Session } from './session.ts'
import { rememberShown, seenRemarks } from './shown-remarks.ts'

interface Surroundings {
  session: Pick<Session, 'state' | 'digest'>
  stream: (pieces: Iterable<string>) => Promise<void>
  remark: (lines: string[]) => void
}

/** Shows a plan that was just made. What an earlier one remarked is only counted, in text that goes to a person. */
export async function showPlan(plan: Plan, flags: ViewFlags, { session, stream, remark }: Surroundings): Promise<void> {
  const forPeople = (flags.format ?? 'text') === 'text' && flags.report === undefined
  const place = { remarks: session.state.remarks, digest: session.digest }
  await stream(await viewPlan(plan, flags, forPeople ? await seenRemarks(plan, place) : undefined))
  const problem = forPeople ? await rememberShown(plan, place) : null
  if (problem !== null) remark([problem])
}
