import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SyncError } from '../../model/errors.ts'
import { texts } from '../../model/fields.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'
import type { Address, Provenance } from '../../model/plan.ts'
import { policyOrigin, specOrigin } from '../../model/provenance.ts'
import type { RelationshipSettings } from '../../model/settings.ts'
import type { Definition, Series, Survey } from '../../model/target.ts'
import type { Dialect } from './dialect.ts'
import { attributePath, type PimWorkspace } from './kinds.ts'

/** An attribute that products need: from the spec, the gallery, or the baseline. */
interface WantedAttribute {
  label: string
  name: string
  type: string
  options: string[]
  origin: Provenance
}

interface Account {
  dialect: Dialect
  workspace: PimWorkspace
  wanted: Map<string, WantedAttribute>
  attributes: Map<string, LiveResource>
  relationships: LiveResource[]
  family: LiveResource | null
}

/** What the workspace needs of the account. @throws SyncError when a type differs or missing ones may not be made */
export function surveyAccount(dialect: Dialect, workspace: PimWorkspace, live: LiveState): Survey {
  const account: Account = {
    dialect,
    workspace,
    wanted: wantedAttributes(dialect, workspace),
    attributes: new Map(liveOf(live, 'attribute').map((attribute) => [attribute.key, attribute])),
    relationships: liveOf(live, 'relationship'),
    family: liveOf(live, 'family')[0] ?? null,
  }
  refuseOtherTypes(account)
  refuseMissing(account)
  const { hierarchy, listings } = workspace.settings.relationships
  return {
    definitions: [
      ...[...account.wanted.values()].map((wanted) => attributeDefinition(wanted, account)),
      ...familyDefinition(account),
      ...[hierarchy, listings].map((wanted, index) =>
        relationshipDefinition(wanted, index === 0 ? 'hierarchy' : 'listings', account),
      ),
    ],
    series: seriesOf(workspace, account.relationships),
    options: optionsOf(account),
  }
}

function wantedAttributes(
  { galleryType, baseline }: Dialect,
  { settings, attributes }: PimWorkspace,
): Map<string, WantedAttribute> {
  const { gallery, provider } = settings.target
  const specs = attributes.filter(({ type }) => type !== null)
  const wanted = specs.map(({ label, name, type, options, position }) => {
    return { label, name, type: type ?? '', options, origin: specOrigin(position) }
  })
  const origin = policyOrigin(`target.${provider}.gallery`)
  wanted.push({ label: gallery, name: nameOf(gallery), type: galleryType, options: [], origin })
  if (settings.policy.baseline === 'account')
    wanted.push({ ...baseline, options: [], origin: policyOrigin('policy.baseline') })
  return new Map(wanted.map((attribute) => [attribute.label, attribute]))
}

/** `amazon_images` -> `Amazon Images`, whose label is `amazon_images` again. */
function nameOf(label: string): string {
  return label.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase())
}

function attributeDefinition({ label, name, type, options, origin }: WantedAttribute, account: Account): Definition {
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
function familyDefinition({ family, wanted, attributes, workspace }: Account): Definition[] {
  if (!family) return []
  const members = [...wanted.keys()].filter((label) => attributes.has(label))
  const origin = policyOrigin(`target.${workspace.settings.target.provider}.family`)
  return [{ kind: 'family', key: family.key, fields: { attributes: members }, origins: { attributes: origin } }]
}

/** One that was renamed keeps its label, and is found by its name. */
function findRelationship(live: readonly LiveResource[], wanted: RelationshipSettings): LiveResource | null {
  return live.find(({ key }) => key === wanted.label) ?? live.find(({ fields }) => fields.name === wanted.name) ?? null
}

function relationshipDefinition(wanted: RelationshipSettings, part: string, { relationships }: Account): Definition {
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

function optionsOf({ wanted, attributes, dialect }: Account): Survey['options'] {
  const choices = [...wanted.values()].filter(({ type }) => ['choice', 'choices'].includes(dialect.types[type] ?? ''))
  return new Map(
    choices.map(({ label, options }) => {
      const live = texts(attributes.get(label)?.fields.options)
      const all = new Set([...options, ...live])
      // Then none is added, and only those that are there can be written.
      const tooMany = attributes.has(label) && all.size > dialect.limits.options
      return [attributePath(label), tooMany ? new Set(live) : all]
    }),
  )
}

function refuseOtherTypes({ wanted, attributes, workspace, dialect: { title } }: Account): void {
  const positions = new Map(workspace.attributes.map(({ label, position }) => [label, position]))
  const typeOf = (label: string) => attributes.get(label)?.fields.type
  const wrong = [...wanted.values()].filter(({ label, type }) => attributes.has(label) && typeOf(label) !== type)
  if (wrong.length === 0) return
  const diagnostics = wrong.map(({ label, type }) =>
    diagnostic({
      severity: 'error',
      code: 'attribute-type',
      message: `Attribute ${label} is a ${typeOf(label)} in ${title}; a ${type} is needed.`,
      address: addressOf('attribute', label),
      ...positions.get(label),
      hint: `Change the type in the workspace, or use another attribute; ${title} cannot change the type of an attribute.`,
    }),
  )
  throw new SyncError(
    'attribute-type',
    `${wrong.length === 1 ? 'An attribute has' : 'Attributes have'} another type in ${title} than the workspace needs: ${wrong.map(({ label }) => label).join(', ')}.`,
    { diagnostics },
  )
}

function refuseMissing({ wanted, attributes, relationships, family, workspace, dialect }: Account): void {
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
