import type { LiveResource } from '../../model/live.ts'
import { policyOrigin } from '../../model/provenance.ts'
import type { RelationshipSettings } from '../../model/settings.ts'
import type { Definition, Series } from '../../model/target.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import type { Account } from './surveyed-account.ts'

/** One that was renamed keeps its label, and is found by its name. */
export function findRelationship(live: readonly LiveResource[], wanted: RelationshipSettings): LiveResource | null {
  return live.find(({ key }) => key === wanted.label) ?? live.find(({ fields }) => fields.name === wanted.name) ?? null
}

/** A relationship as it is to be. */
export function relationshipDefinition(
  wanted: RelationshipSettings,
  part: string,
  { relationships }: Account,
): Definition {
  const origin = policyOrigin(`relationships.${part}`)
  const key = findRelationship(relationships, wanted)?.key ?? wanted.label
  return { kind: 'relationship', key, fields: { name: wanted.name }, origins: { label: origin, name: origin } }
}

/** Both relations; one that was renamed stands under the label that it has. */
export function seriesOf({ settings }: PimWorkspace, relationships: readonly LiveResource[]): Series[] {
  const { hierarchy, listings } = settings.relationships
  const make = (wanted: RelationshipSettings, side: Pick<Series, 'part' | 'madeOf'>): Series => {
    const label = findRelationship(relationships, wanted)?.key ?? wanted.label
    return { ...side, name: wanted.label, label, kind: 'link', definition: { kind: 'relationship', key: label } }
  }
  return [
    make(hierarchy, { part: 'hierarchy', madeOf: 'parentage' }),
    make(listings, { part: 'listings', madeOf: 'match' }),
  ]
}
