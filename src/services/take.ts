import { nearest } from '../config/nearest.ts'
import { ConfigError, SyncError } from '../model/errors.ts'
import type { PlanSelection } from '../model/plan.ts'
import type { Workspace } from '../model/settings.ts'
import type { TargetTraits } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { managedLabels } from './managed-labels.ts'

/** Whoever lets a side win for an attribute that nothing writes would believe it settled. @throws SyncError */
export function refuseUnknownAttributes(
  { take }: Pick<PlanSelection, 'take'>,
  workspace: Workspace,
  traits: TargetTraits,
): void {
  const { settings } = workspace
  const { images } = mainKind(traits)
  const labels = managedLabels(workspace, traits)
  const known = [...labels, ...(images ? [settings.target.gallery, images.main ?? settings.target.gallery] : [])]
  const unknown = take?.attributes.find((label) => !known.includes(label))
  if (unknown === undefined) return
  const near = nearest(unknown, known)
  throw new SyncError('unknown-attribute', `Nothing is written to ${JSON.stringify(unknown)} (--attribute).`, {
    hints: [near === null ? `There are ${[...new Set(known)].join(', ')}.` : `Did you mean ${near}?`],
  })
}

/** @throws ConfigError for attributes without a side */
export function takeOf(side: string | undefined, attributes: string[] | undefined): Pick<PlanSelection, 'take'> {
  if (side === 'source' || side === 'target') return { take: { side, attributes: [...new Set(attributes)].sort() } }
  if (attributes === undefined) return {}
  throw new ConfigError('usage', '--attribute says for which attributes a side is taken; --take says which side.', {
    hints: ['Add --take source or --take target.'],
  })
}
