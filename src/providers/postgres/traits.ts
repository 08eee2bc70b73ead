import type { TargetWorkspace } from '../../model/provider.ts'
import type { TargetTraits } from '../../model/target.ts'
import { attributeKind, wantedDefinitions } from './definitions.ts'
import { assetKind, mappingKind, productKind, variantKind } from './kinds.ts'
import { ATTRIBUTE, BASELINE, MAPPING, NAME, PRODUCT, VARIANT } from './names.ts'
import { wantsOf } from './settings.ts'
import { survey } from './survey.ts'

/** Writes that may be in flight: the next statement takes all that have gathered, and some wait for it. */
const IN_FLIGHT = 512

/** What the catalogue is able to hold for a workspace. */
export function postgresTraits(workspace: TargetWorkspace): TargetTraits {
  const { schema, organisation } = wantsOf(workspace.settings.target)
  const wanted = wantedDefinitions(workspace)
  const labels = new Set(wanted.map(({ key }) => key))
  return {
    name: NAME,
    title: 'Postgres',
    kinds: [attributeKind(), assetKind(), productKind(workspace), variantKind(), mappingKind()],
    masters: ['master product', 'master products'],
    baseline: { kinds: [PRODUCT, VARIANT, MAPPING], path: BASELINE, kept: true },
    asked: { schema, organisation },
    inFlight: IN_FLIGHT,
    series: () => [],
    declares: ({ kind, key }) => kind === ATTRIBUTE && labels.has(key),
    survey: (live) => survey(workspace, live),
  }
}
