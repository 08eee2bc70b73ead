import type { Clock } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { UnsafePlanError } from '../model/errors.ts'
import type { ExportHeader } from '../model/item.ts'
import type { LiveState } from '../model/live.ts'
import { ownsSku, skuOf } from '../planner/population.ts'
import type { PlanRequest } from './plan.ts'

/**
 * Refuses an export that lacks more of what the account already holds than the policy allows: a source that half
 * answered must not make a plan. @throws UnsafePlanError
 */
export function checkShrinking({ workspace, sources, allowShrunkenExport }: PlanRequest, live: LiveState): void {
  const { settings } = workspace
  if (allowShrunkenExport) return
  for (const { header, items } of sources) {
    const owns = ownsSku({ ...settings, source: { ...settings.source, marketplaces: [header.marketplace] } })
    const held = live.products.filter(({ sku }) => owns(sku))
    if (held.length === 0) continue
    const exported = new Set(items.map(({ asin, marketplace }) => skuOf(settings.target.sku, { asin, marketplace })))
    const missing = held.filter(({ sku }) => !exported.has(sku)).length
    const percent = (missing / held.length) * 100
    if (percent <= settings.policy.max_export_drop_percent) continue
    throw new UnsafePlanError(
      'shrunken-export',
      `The export of marketplace ${header.marketplace} lacks ${missing} of the ${held.length} listings that the account holds (${Math.round(percent)} %; policy.max_export_drop_percent is ${settings.policy.max_export_drop_percent}).`,
      {
        hints: [
          'Export again, and look at what "sync export" says is out of reach.',
          'If the listings are really gone, plan with --allow-shrunken-export.',
        ],
      },
    )
  }
}

export interface AgePolicy {
  maxAgeSeconds: number
  /** True in CI, where nobody reads a warning. */
  refuse: boolean
}

/** An export that is older than the workspace allows. @throws UnsafePlanError when that is not only a warning */
export function checkAge(header: ExportHeader, clock: Clock, { maxAgeSeconds, refuse }: AgePolicy): Diagnostic[] {
  const age = (clock.now() - Date.parse(header.exported_at)) / 1000
  if (!(age > maxAgeSeconds)) return []
  const hours = Math.round(age / 3600)
  const message = `The export of marketplace ${header.marketplace} is ${hours} hours old; source.${header.provider}.max_age allows ${Math.round(maxAgeSeconds / 3600)}.`
  const hint = 'Export again with "sync export".'
  if (refuse)
    throw new UnsafePlanError('old-export', message, {
      hints: [hint, 'To plan from it all the same, add --allow-old-export.'],
    })
  return [diagnostic({ severity: 'warning', code: 'old-export', message, hint })]
}
