import { Flags } from '@oclif/core'
import { numberOfChanges } from '../model/changed-by-people.ts'
import type { DriftReport } from '../model/drift-report.ts'
import { SHOP } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import type { PlanSummary } from '../model/plan-figures.ts'
import { DRIFT_FORMATS, type DriftFormat } from './drift-view.ts'
import { matchFlags, planFlags } from './plan-flags.ts'
import { reportFlags } from './report-flags.ts'

export const driftFlags = {
  ...matchFlags,
  address: Flags.string({
    description: 'Only what is at this address; * stands for anything. Repeatable.',
    aliases: ['target'],
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'ADDRESS',
  }),
  style: planFlags.style,
  [SHOP]: planFlags[SHOP],
  only: Flags.string({
    description: 'Only what people changed: canonical products are not read.',
    options: ['target'],
    helpValue: 'target',
  }),
  'fail-on': Flags.string({
    description: 'Exit with 2 when people changed something, when the source would, or both.',
    options: ['target', 'source', 'any'],
    default: 'target',
    helpValue: 'target|source|any',
  }),
  ...reportFlags<DriftFormat>(DRIFT_FORMATS),
}

interface Asked {
  only?: string | undefined
  'fail-on': string
}

/** @throws ConfigError when the exit code is to tell what is not looked at */
export function checkDriftFlags({ only, 'fail-on': failing }: Asked): void {
  if (only === undefined || failing === 'target') return
  throw new ConfigError(
    'usage',
    `--fail-on ${failing} needs what the source would change; --only target leaves it out.`,
    {
      hints: ['Leave --only target out, or fail on target.'],
    },
  )
}

/** Whether there is what the exit code was asked to tell. */
export function isToFail(report: DriftReport, { 'fail-on': failing }: Asked): boolean {
  const byPeople = numberOfChanges(report) > 0
  const bySource = report.changes !== null && operationsIn(report.changes) > 0
  return (failing !== 'source' && byPeople) || (failing !== 'target' && bySource)
}

export function operationsIn({ by_kind }: PlanSummary): number {
  return Object.values(by_kind)
    .flatMap((actions) => Object.values(actions))
    .reduce((sum, number) => sum + number, 0)
}
