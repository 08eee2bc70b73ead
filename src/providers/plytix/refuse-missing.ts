import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SyncError } from '../../model/errors.ts'
import { texts } from '../../model/fields.ts'
import type { Address } from '../../model/plan.ts'
import type { Account } from './surveyed-account.ts'
import { findRelationship } from './wanted-relationships.ts'

/** What the account lacks. */
export interface Missing {
  kind: 'attribute' | 'relationship' | 'family'
  label: string
  /** Where a person makes it. */
  diagnostic: Diagnostic
}

/** Attributes and relationships that are not there, and attributes that are outside the family. */
export function missingDefinitions({
  wanted,
  attributes,
  relationships,
  family,
  workspace,
  dialect,
}: Account): Missing[] {
  const { relationships: named } = workspace.settings
  const { title, places } = dialect
  const absent = [...wanted.values()].filter(({ label }) => !attributes.has(label))
  const unrelated = [named.hierarchy, named.listings].filter((one) => findRelationship(relationships, one) === null)
  const members = texts(family?.fields.attributes)
  const outside = family ? [...wanted.keys()].filter((label) => attributes.has(label) && !members.includes(label)) : []
  return [
    ...absent.map(({ label, name, type }) => ({
      ...{ kind: 'attribute' as const, label },
      diagnostic: missing(
        `Attribute ${label} is missing: make "${name}" as a ${type} in ${title} under ${places.attribute}.`,
        `attribute.${label}`,
      ),
    })),
    ...unrelated.map(({ label, name }) => ({
      ...{ kind: 'relationship' as const, label },
      diagnostic: missing(
        `Relationship ${label} is missing: make "${name}" in ${title} under ${places.relationship}.`,
        `relationship.${label}`,
      ),
    })),
    ...outside.map((label) => ({
      ...{ kind: 'family' as const, label },
      diagnostic: missing(
        `Attribute ${label} is not in family ${family?.key}: add it in ${title} under ${places.family}.`,
        `family.${family?.key}`,
      ),
    })),
  ]
}

/** When the workspace lets people make all definitions, none may be missing. @throws SyncError */
export function refuseMissing(account: Account): void {
  if (account.workspace.settings.policy.create_definitions) return
  const lacking = missingDefinitions(account)
  if (lacking.length === 0) return
  const list = lacking.map(({ label }) => label).join(', ')
  throw new SyncError(
    'definitions-missing',
    `The account lacks ${lacking.length === 1 ? 'a definition' : `${lacking.length} definitions`} that the workspace needs, and policy.create_definitions is false: ${list}.`,
    { diagnostics: lacking.map((one) => one.diagnostic), hints: [makeThem(account)] },
  )
}

/** What to do about definitions that a plan may not make. */
export function makeThem({ dialect }: Pick<Account, 'dialect'>): string {
  return `Make them in ${dialect.title} as said above, or set policy.create_definitions: true in sync.yaml.`
}

function missing(message: string, address: Address): Diagnostic {
  return diagnostic({ severity: 'error', code: 'definition-missing', message, address })
}
