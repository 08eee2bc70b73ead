import type { Plan } from '../model/plan.ts'
import { saveReviewed } from '../state/reviewed.ts'
import type { Session } from './session.ts'

/**
 * Keeps what was shown, so that an apply of another plan can say what differs.
 * @returns why it cannot be kept, which is no reason for a plan to fail; else `null`
 */
export async function rememberPlan(plan: Plan, { state }: Pick<Session, 'state'>): Promise<string | null> {
  try {
    await saveReviewed(state.folder, plan)
    return null
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return `What was planned is not remembered for "sync apply --approved": ${error.message}`
  }
}
