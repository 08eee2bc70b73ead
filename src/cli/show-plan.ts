import type { Plan } from '../model/plan.ts'
import { heldBack } from '../services/plan.ts'
import { type ViewFlags, viewPlan } from './plan-view.ts'
import { applyCommand } from './run-commands.ts'
import { planDocument } from './saved-plan.ts'
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

interface Presenting extends Surroundings {
  /** The program's name; `null` where no other command carries out a saved plan. */
  bin: string | null
  /** True: a document for programs stands on standard output, and everything else is said apart from it. */
  json: boolean
  /** False: that document is another one than the plan. */
  documented?: boolean
  print: (lines: string[]) => void
}

type PresentedFlags = ViewFlags & { config?: string | undefined; account?: string | undefined }

/** A plan that was just made, where and as the flags say, and which command carries it out. */
export async function presentPlan(plan: Plan, flags: PresentedFlags, presenting: Presenting): Promise<void> {
  const { json, documented = true, stream, print, remark, bin } = presenting
  if (json && documented) await stream(planDocument(plan, heldBack(plan)))
  const say = async (pieces: Iterable<string>) => (json ? remark([[...pieces].join('').trimEnd()]) : stream(pieces))
  if (!json || flags.report !== undefined) await showPlan(plan, flags, { ...presenting, stream: say })
  if (flags.out === undefined) return
  const next = plan.applyable && bin !== null ? `; "${applyCommand(bin, flags.out, flags)}" does exactly this` : ''
  const tell = (flags.format ?? 'text') === 'text' ? print : remark
  tell([`Saved to ${flags.out}${next}.`])
}
