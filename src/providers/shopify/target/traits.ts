import type { TargetWorkspace } from '../../../model/provider.ts'
import type { TargetTraits } from '../../../model/target.ts'
import { wantedDefinitions } from './definitions.ts'
import { shopKinds } from './kinds.ts'
import { BASELINE, COLLECTION, DEFINITION, NAME, PRODUCT, PUBLICATION } from './names.ts'
import { wantsOf } from './settings.ts'
import { survey } from './survey.ts'
import { pointsFor } from './write/points-for.ts'

/** What a shop is able to hold for a workspace. */
export function shopifyTraits(workspace: TargetWorkspace): TargetTraits {
  const { settings } = workspace
  const { shop, keyMetafield, location, publish, collections } = wantsOf(settings.target)
  const wanted = new Set(wantedDefinitions(workspace).map(({ key }) => key))
  return {
    name: NAME,
    title: 'Shopify',
    kinds: shopKinds(workspace),
    baseline: { kinds: [PRODUCT], path: BASELINE, kept: true },
    weigh: (operations) => pointsFor(operations, settings.policy.baseline === 'account'),
    asked: { shop, keyMetafield, location },
    series: () => [],
    declares: ({ kind, key }) => {
      if (kind === DEFINITION) return wanted.has(key)
      return (kind === COLLECTION && collections.includes(key)) || (kind === PUBLICATION && publish.includes(key))
    },
    survey: (live) => survey(workspace, live),
  }
}
