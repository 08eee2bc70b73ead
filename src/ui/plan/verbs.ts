import type { Action, PlanPurpose } from '../../model/plan.ts'

const VERBS: { [action in Action]: string } = {
  create: 'Creates',
  update: 'Updates',
  upload: 'Uploads',
  link: 'Links',
  unlink: 'Unlinks',
  delete: 'Deletes',
  adopt: 'Adopts',
}

/** Undoing does the same things to another end. */
const UNDOING: Partial<typeof VERBS> = {
  create: 'Makes again',
  update: 'Puts back',
  link: 'Links again',
  adopt: 'Hands back',
}

/** What an operation does, in the plan that it stands in. */
export function verbOf(action: Action, purpose: PlanPurpose | undefined): string {
  return (purpose?.command === 'undo' ? UNDOING[action] : undefined) ?? VERBS[action]
}
