import type { TargetTraits } from '../../model/target.ts'
import type { Dialect } from './dialect.ts'
import { PLYTIX } from './facts.ts'
import { pimKinds } from './kinds.ts'
import { attributePath } from './paths.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import { surveyAccount } from './survey.ts'
import { seriesOf } from './wanted-relationships.ts'

/** What an account is able to hold, as far as a workspace is concerned. */
export function pimTraits(dialect: Dialect, workspace: PimWorkspace): TargetTraits {
  const { name, title, baseline } = dialect
  const { target, relationships } = workspace.settings
  return {
    name,
    title,
    kinds: pimKinds(dialect, workspace),
    baseline: { kinds: ['product'], path: attributePath(baseline.label), kept: true },
    asked: { relationships, family: target.family, gallery: target.gallery },
    series: (definitions) => seriesOf(workspace, definitions),
    // sync.yaml names the family or gives its id.
    declares: ({ kind, key }, id) => kind !== 'family' || (target.family !== null && [key, id].includes(target.family)),
    survey: (live) => surveyAccount(dialect, workspace, live),
  }
}

export function plytixTraits(workspace: PimWorkspace): TargetTraits {
  return pimTraits(PLYTIX, workspace)
}
