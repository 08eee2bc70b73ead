import { counted, either } from '../../model/counted.ts'
import { grouped } from '../../model/figures.ts'
import type { Guard } from '../../model/plan.ts'
import type { Quality } from '../../model/quality.ts'
import type { PlanInput } from '../types.ts'

/** Too many items that are not valid, or one of those that must not be: the plan is shown, and not applied. */
export function qualityGuards(
  { items, rejected, rules }: Pick<Quality, 'items' | 'rejected' | 'rules'>,
  { quality, allow }: Pick<PlanInput, 'quality' | 'allow'>,
): Guard[] {
  const most = quality?.max_invalid_percent ?? 100
  const percent = items === 0 ? 0 : (rejected / items) * 100
  const failed = rules.filter(({ severity, count }) => severity === 'fail' && count > 0)
  return [
    ...failed.map(({ id, count, samples }) => ({
      code: 'quality-fail' as const,
      message: `${counted(count, 'item')} ${either(count, 'breaks', 'break')} ${id}, a rule of severity fail in specs/quality.yaml: ${samples.map(({ address }) => address).join(', ')}${count > samples.length ? ` and ${grouped(count - samples.length)} more` : ''}.`,
      hint: 'Mend them at the source and export again, or let the rule reject them instead; no flag lifts this.',
      allowed: false,
    })),
    ...(percent <= most
      ? []
      : [
          {
            code: 'quality-threshold' as const,
            message: `specs/quality.yaml rejects ${grouped(rejected)} of ${counted(items, 'item')} (${Math.round(percent)} %; policy.max_invalid_percent is ${most}).`,
            hint: 'Look at what is rejected: more often a slip of the source or of a rule than bad items. If it is meant, plan with --allow-invalid; the rejected items stay out of it all the same.',
            allowed: allow.has('quality-threshold'),
          },
        ]),
  ]
}
