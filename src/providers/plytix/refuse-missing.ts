import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SyncError } from '../../model/errors.ts'
import { texts } from '../../model/fields.ts'
import type { Address } from '../../model/plan.ts'
import type { Account } from './surveyed-account.ts'
import { findRelationship } from './wanted-relationships.ts'

/** When the workspace lets people make all definitions, none may be missing. @throws SyncError */
export function refuseMissing({ wanted, attributes, relationships, family, workspace, dialect }: Account): void {
  const { policy, relationships: named } = workspace.settings
  if (policy.create_definitions) return
  const { title, places } = dialect
  const absent = [...wanted.values()].filter(({ label }) => !attributes.has(label))
  const unrelated = [named.hierarchy, named.listings].filter((one) => findRelationship(relationships, one) === null)
  const members = texts(family?.fields.attributes)
  const outside = family ? [...wanted.keys()].filter((label) => attributes.has(label) && !members.includes(label)) : []
  const diagnostics = [
    ...absent.map(({ label, name, type }) =>
      missing(
        `Attribute ${label} is missing: make "${name}" as a ${type} in ${title} under ${places.attribute}.`,
        `attribute.${label}`,
      ),
    ),
    ...unrelated.map(({ label, name }) =>
      missing(
        `Relationship ${label} is missing: make "${name}" in ${title} under ${places.relationship}.`,
        `relationship.${label}`,
      ),
    ),
    ...outside.map((label) =>
      missing(
        `Attribute ${label} is not in family ${family?.key}: add it in ${title} under ${places.family}.`,
        `family.${family?.key}`,
      ),
    ),
  ]
  if (diagnostics.length === 0) return
  const list = [...[...absent, ...unrelated].map(({ label }) => label), ...outside].join(', ')
  throw new SyncError(
    'definitions-missing',
    `The account lacks ${diagnostics.length === 1 ? 'a definition' : `${diagnostics.length} definitions`} that the workspace needs, and policy.create_definitions is false: ${list}.`,
    {
      diagnostics,
      hints: [`Make them in ${title} as said above, or set policy.create_definitions: true in sync.yaml.`],
    },
  )
}

function missing(message: string, address: Address): Diagnostic {
  return diagnostic({ severity: 'error', code: 'definition-missing', message, address })
}
