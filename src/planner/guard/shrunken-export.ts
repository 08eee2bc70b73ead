import type { Guard } from '../../model/plan.ts'
import { exportName } from '../match/export-name.ts'
import type { Held } from '../match/held.ts'
import type { PlanInput } from '../types.ts'

const NAMED = 5

/**
 * An export that lacks more of what this scope holds than the policy allows: a source that half answered. One that says
 * itself that it ended early is no riddle: what it lists is right, and nothing is concluded from the rest.
 */
export function shrunkenExports(held: readonly Held[], input: PlanInput): Guard[] {
  const most = input.settings.policy.max_export_drop_percent
  return held.flatMap(({ source, products, absent }) => {
    const percent = products.length === 0 ? 0 : (absent.length / products.length) * 100
    if (percent <= most || source.header.report?.unfinished) return []
    const lacks = absent.slice(0, NAMED).map(({ live }) => live.key)
    const more = absent.length > NAMED ? ` and ${absent.length - NAMED} more` : ''
    return {
      code: 'shrunken-export' as const,
      message: `The export of ${exportName(source, input)} lacks ${absent.length} of the ${products.length} listings that the account holds in this scope (${Math.round(percent)} %; policy.max_export_drop_percent is ${most}): ${lacks.join(', ')}${more}.`,
      hint: 'Export again, and look at what "sync export" says is out of reach. If the listings are really gone, plan with --allow-shrunken-export, which writes everything else and removes nothing; a higher policy.max_export_drop_percent removes them too.',
      allowed: input.allow.has('shrunken-export'),
    }
  })
}
