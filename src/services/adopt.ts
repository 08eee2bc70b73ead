import { ConfigError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { SourceItems } from '../model/source.ts'
import { assembleAdoption } from '../planner/adopt/index.ts'
import { type PlanRequest, planWith } from './plan.ts'

export interface AdoptRequest extends PlanRequest {
  /** What a former tool last read of the source. */
  asOf: SourceItems[] | null
  /** A scope whose products are taken over. */
  fromScope: string | null
}

/**
 * Plans baselines and nothing else: for what older tools or people have made, and where the baseline was lost. Never
 * writes. @throws SyncError
 */
export function planAdoption({ asOf, fromScope, ...request }: AdoptRequest, signal: AbortSignal): Promise<Plan> {
  const purpose = { command: 'adopt' as const, ...(fromScope === null ? {} : { of: fromScope }) }
  return planWith(request, { assemble: (input) => assembleAdoption(input, { asOf, fromScope }), purpose }, signal)
}

/** Taking over from oneself is taken for a slip. @throws ConfigError */
export function refuseOwnScope(fromScope: string | undefined, scope: string): void {
  if (fromScope !== scope && fromScope?.trim() !== '') return
  const message = fromScope === scope ? `${scope} is the scope of this workspace.` : '--from-scope names no scope.'
  throw new ConfigError('usage', message, {
    hints: ['Name the scope that the products belong to so far, or leave --from-scope out.'],
  })
}
