import type { LiveResource } from '../../model/live.ts'
import type { ReadContext } from './read-context.ts'
import type { PimAttribute, PimFamily, PimRelationship } from './records.ts'

/** Attributes and relationships of the account, and the family that products are in. @throws ProviderError */
export async function definitionsOf({ session, definitions }: ReadContext, family: PimFamily | null) {
  return {
    attribute: [...(await definitions.attributes(session)).values()].map((one) => attributeResource(one, family)),
    relationship: [...(await definitions.relationships(session)).values()].map(relationshipResource),
    family: family ? [familyResource(family)] : [],
  }
}

function attributeResource({ id, label, name, type, options }: PimAttribute, family: PimFamily | null): LiveResource {
  const inFamily = family?.attributes.includes(label) ? { family: family.name } : {}
  return { kind: 'attribute', key: label, id, fields: { name, type, options, ...inFamily } }
}

function relationshipResource({ id, label, name }: PimRelationship): LiveResource {
  return { kind: 'relationship', key: label, id, fields: { name } }
}

function familyResource({ id, name, attributes }: PimFamily): LiveResource {
  return { kind: 'family', key: name, id, fields: { attributes } }
}
