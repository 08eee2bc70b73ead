import type { Provenance } from '../../../model/plan.ts'
import { policyOrigin, specOrigin } from '../../../model/provenance.ts'
import type { TargetWorkspace } from '../../../model/provider.ts'
import type { AttributeSpec } from '../../../model/settings.ts'
import type { Definition } from '../../../model/target.ts'
import { USUAL_TYPE } from './metafield-types.ts'
import {
  DEFINITION,
  definitionKey,
  isOwnNamespace,
  type MetafieldName,
  metafieldAt,
  NAME,
  type Owner,
  PRODUCT,
  VARIANT,
} from './names.ts'
import { wantsOf } from './settings.ts'

/** What the key's metafield is called in the admin. */
const KEY_NAME = 'Sync key'

/** Definitions of the key's metafield, on products and on variants, and of every metafield that the rules write. */
export function wantedDefinitions({ settings, attributes, variants = [] }: TargetWorkspace): Definition[] {
  const { keyMetafield } = wantsOf(settings.target)
  const origin = policyOrigin(`target.${NAME}.key_metafield`)
  const keys = [PRODUCT, VARIANT].map((owner) =>
    definition(owner as Owner, keyMetafield, { name: KEY_NAME, type: 'id', origin }),
  )
  return [...keys, ...managed(PRODUCT, attributes), ...managed(VARIANT, variants)]
}

function managed(owner: Owner, specs: readonly AttributeSpec[]): Definition[] {
  return specs.flatMap((spec) => {
    const name = metafieldAt(spec.label)
    if (name === null || isOwnNamespace(name.namespace)) return []
    const called = spec.name === spec.label ? nameOf(name) : spec.name
    return [definition(owner, name, { name: called, type: spec.type ?? USUAL_TYPE, origin: specOrigin(spec.position) })]
  })
}

function definition(
  owner: Owner,
  metafield: MetafieldName,
  { name, type, origin }: { name: string; type: string; origin: Provenance },
): Definition {
  return {
    kind: DEFINITION,
    key: definitionKey(owner, metafield),
    fields: { type, name },
    origins: { type: origin, name: origin },
  }
}

/** `Heel height` of `heel_height`. */
function nameOf({ key }: MetafieldName): string {
  const words = key.replace(/[_-]+/g, ' ').trim() || key
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
