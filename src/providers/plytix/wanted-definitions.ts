import { policyOrigin } from '../../model/provenance.ts'
import type { Definition } from '../../model/target.ts'
import type { Account } from './surveyed-account.ts'
import type { WantedAttribute } from './wanted-attributes.ts'

/** An attribute as it is to be; a new one is made in the family. */
export function attributeDefinition(
  { label, name, type, options, origin }: WantedAttribute,
  account: Account,
): Definition {
  const { family, workspace } = account
  const { provider } = workspace.settings.target
  return {
    kind: 'attribute',
    key: label,
    fields: {
      name,
      type,
      ...(options.length > 0 ? { options } : {}),
      ...(family ? { family: family.key } : {}),
    },
    origins: {
      label: origin,
      name: origin,
      type: origin,
      ...(options.length > 0 ? { options: origin } : {}),
      ...(family ? { family: policyOrigin(`target.${provider}.family`) } : {}),
    },
  }
}

/** The managed attributes that are there: new ones are made in the family. */
export function familyDefinition({ family, wanted, attributes, workspace }: Account): Definition[] {
  if (!family) return []
  const members = [...wanted.keys()].filter((label) => attributes.has(label))
  const origin = policyOrigin(`target.${workspace.settings.target.provider}.family`)
  return [{ kind: 'family', key: family.key, fields: { attributes: members }, origins: { attributes: origin } }]
}
