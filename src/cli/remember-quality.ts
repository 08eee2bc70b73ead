import { SHOPS } from '../model/edge-names.ts'
import type { Plan } from '../model/plan.ts'
import type { KeptQuality } from '../model/quality.ts'
import type { Session } from './session.ts'

/**
 * Keeps how good the items of a plan were, so that "sync quality" can tell how that went over time. A plan that looks at
 * a part alone says nothing of the whole.
 * @returns why it cannot be kept, which is no reason to fail; else `null`
 */
export async function rememberQuality(
  plan: Plan,
  command: KeptQuality['command'],
  { state, workspace, clock }: Pick<Session, 'state' | 'workspace' | 'clock'>,
): Promise<string | null> {
  const { quality, plan_id, created_at, selection } = plan
  if (quality === undefined || selection.style !== null || selection[SHOPS].length > 0) return null
  const { rules, coverage: _, ...figures } = quality
  const at = command === 'plan' ? created_at : new Date(clock.now()).toISOString()
  const counts = rules.map(({ samples: _, ...count }) => count)
  try {
    await state.quality.keep(workspace.settings.scope, { ...figures, at, command, plan_id, rules: counts })
    return null
  } catch (error) {
    return `How good the items were is not kept for "sync quality": ${(error as Error).message}`
  }
}
