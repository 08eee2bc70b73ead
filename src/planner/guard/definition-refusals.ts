import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SyncError } from '../../model/errors.ts'
import type { LiveAttribute, LiveRelationship } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import type { RelationshipSettings } from '../../model/settings.ts'
import type { PlanInput } from '../types.ts'

/** An attribute that products need: from the spec, the gallery, or the baseline. */
export interface WantedAttribute {
  label: string
  name: string
  type: string
  options: string[]
}

export function findRelationship(live: LiveRelationship[], wanted: RelationshipSettings): LiveRelationship | null {
  return live.find(({ label }) => label === wanted.label) ?? live.find(({ name }) => name === wanted.name) ?? null
}

export function refuseOtherTypes(
  { traits, attributes }: PlanInput,
  wanted: Map<string, WantedAttribute>,
  live: Map<string, LiveAttribute>,
): void {
  const positions = new Map(attributes.map(({ label, position }) => [label, position]))
  const wrong = [...wanted.values()].filter(({ label, type }) => live.has(label) && live.get(label)?.type !== type)
  if (wrong.length === 0) return
  const diagnostics = wrong.map(({ label, type }) =>
    diagnostic({
      severity: 'error',
      code: 'attribute-type',
      message: `Attribute ${label} is a ${live.get(label)?.type} in ${traits.title}; a ${type} is needed.`,
      address: addressOf('attribute', label),
      ...positions.get(label),
      hint: `Change the type in the workspace, or use another attribute; ${traits.title} cannot change the type of an attribute.`,
    }),
  )
  throw new SyncError(
    'attribute-type',
    `${wrong.length === 1 ? 'An attribute has' : 'Attributes have'} another type in ${traits.title} than the workspace needs: ${wrong.map(({ label }) => label).join(', ')}.`,
    { diagnostics },
  )
}

export function refuseMissing(
  input: PlanInput,
  wanted: Map<string, WantedAttribute>,
  live: Map<string, LiveAttribute>,
): void {
  if (input.settings.policy.create_definitions) return
  const { traits, settings } = input
  const attributes = [...wanted.values()].filter(({ label }) => !live.has(label))
  const relationships = [settings.relationships.hierarchy, settings.relationships.listings].filter(
    (wanted) => findRelationship(input.live.relationships, wanted) === null,
  )
  const outside =
    settings.target.family === null
      ? []
      : [...wanted.keys()].filter((label) => live.has(label) && !input.live.family?.attributes.includes(label))
  const diagnostics = [
    ...attributes.map(({ label, name, type }) =>
      missing(
        `Attribute ${label} is missing: make "${name}" as a ${type} in ${traits.title} under ${traits.definitionPlace('attribute')}.`,
        `attribute.${label}`,
      ),
    ),
    ...relationships.map(({ label, name }) =>
      missing(
        `Relationship ${label} is missing: make "${name}" in ${traits.title} under ${traits.definitionPlace('relationship')}.`,
        `relationship.${label}`,
      ),
    ),
    ...outside.map((label) =>
      missing(
        `Attribute ${label} is not in family ${input.live.family?.name}: add it in ${traits.title} under ${traits.definitionPlace('family')}.`,
        `family.${input.live.family?.name}`,
      ),
    ),
  ]
  if (diagnostics.length === 0) return
  const labels = [...attributes, ...relationships].map(({ label }) => label)
  const list = [...labels, ...outside].join(', ')
  throw new SyncError(
    'definitions-missing',
    `The account lacks ${diagnostics.length === 1 ? 'a definition' : `${diagnostics.length} definitions`} that the workspace needs, and policy.create_definitions is false: ${list}.`,
    {
      diagnostics,
      hints: [`Make them in ${traits.title} as said above, or set policy.create_definitions: true in sync.yaml.`],
    },
  )
}

function missing(message: string, address: Address): Diagnostic {
  return diagnostic({ severity: 'error', code: 'definition-missing', message, address })
}
