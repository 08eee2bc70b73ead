import { addressOf } from '../../model/address.ts'
import type { JsonObject } from '../../model/json.ts'
import type { LiveAttribute, LiveRelationship, ValueKind } from '../../model/live.ts'
import type { Address, Blocked, Operation } from '../../model/plan.ts'
import type { RelationshipSettings } from '../../model/settings.ts'
import {
  findRelationship,
  refuseMissing,
  refuseOtherTypes,
  type WantedAttribute,
} from '../guard/definition-refusals.ts'
import type { Population } from '../match/population.ts'
import { OWN_FIELDS, pathOf } from '../project/desired-fields.ts'
import { definitionOrigins, policyOrigin } from '../project/origins.ts'
import type { KindOf, PlanInput } from '../types.ts'
import { fieldKinds } from './kinds.ts'
import { operation } from './operation.ts'

/** The state of the definitions: what exists, what is planned, and what must therefore be left out. */
export interface Definitions {
  operations: Operation[]
  blocked: Blocked[]
  kindOf: KindOf
  /** What a choice attribute allows once the plan is applied; `null` when it is no choice. */
  optionsOf(label: string): ReadonlySet<string> | null
  /** The operation that a product waits for before it carries the attribute, if any. */
  attributeOperation: Map<string, string>
  /** Attributes that neither exist nor will: fields of theirs are left out. */
  unavailable: Set<string>
  relationships: Map<string, { live: LiveRelationship | null; operation: string | null; available: boolean }>
}

/** Compares wanted with live definitions. @throws SyncError when a type differs or missing ones may not be made. */
export function planDefinitions(input: PlanInput, population: Population): Definitions {
  const { live, traits, settings } = input
  const wanted = wantedAttributes(input)
  const byLabel = new Map(live.attributes.map((attribute) => [attribute.label, attribute]))
  refuseOtherTypes(input, wanted, byLabel)
  refuseMissing(input, wanted, byLabel)

  const definitions: Definitions = {
    operations: [],
    blocked: [],
    kindOf: fieldKinds(input),
    optionsOf(label) {
      const known = byLabel.get(label)
      const spec = wanted.get(label)
      return allowedOptions(spec && tooMany(spec, known, traits) ? { ...spec, options: [] } : spec, known, traits.types)
    },
    attributeOperation: new Map(),
    unavailable: new Set(),
    relationships: new Map(),
  }
  for (const attribute of wanted.values())
    planAttribute(definitions, { input, population, attribute, live: byLabel.get(attribute.label) })
  planFamily(definitions, input, wanted)
  for (const relationship of [settings.relationships.hierarchy, settings.relationships.listings]) {
    planRelationship(definitions, { input, population, relationship })
  }
  return definitions
}

function wantedAttributes({ attributes, settings, traits }: PlanInput): Map<string, WantedAttribute> {
  const specs = attributes.filter(({ label }) => !OWN_FIELDS.includes(label))
  const wanted = specs.map(({ label, name, type, options }) => ({ label, name, type: type ?? '', options }))
  const gallery = settings.target.gallery
  wanted.push({ label: gallery, name: nameOf(gallery), type: traits.gallery.type, options: [] })
  if (settings.policy.baseline === 'account') wanted.push({ ...traits.baseline, options: [] })
  return new Map(wanted.map((attribute) => [attribute.label, attribute]))
}

/** `amazon_images` -> `Amazon Images`, whose label is `amazon_images` again. */
function nameOf(label: string): string {
  return label.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase())
}

function allowedOptions(
  wanted: WantedAttribute | undefined,
  live: LiveAttribute | undefined,
  types: { [type: string]: ValueKind },
): ReadonlySet<string> | null {
  const kind = wanted === undefined ? undefined : types[wanted.type]
  if (wanted === undefined || (kind !== 'choice' && kind !== 'choices')) return null
  return new Set([...wanted.options, ...(live?.options ?? [])])
}

/** Then none is added, and only those that are there can be written. */
function tooMany(wanted: WantedAttribute, live: LiveAttribute | undefined, { limits }: PlanInput['traits']): boolean {
  return live !== undefined && new Set([...live.options, ...wanted.options]).size > limits.options_per_attribute
}

interface AttributePlan {
  input: PlanInput
  population: Population
  attribute: WantedAttribute
  live: LiveAttribute | undefined
}

function planAttribute(definitions: Definitions, { input, population, attribute, live }: AttributePlan): void {
  const address = addressOf('attribute', attribute.label)
  if (live) {
    planOptions(definitions, { input, attribute, live })
    return
  }
  if (wasCarried(population, attribute.label, input.settings.target.gallery) && !named(input, address)) {
    definitions.unavailable.add(attribute.label)
    definitions.blocked.push(lostDefinition(address, input))
    return
  }
  const { label, name, type, options } = attribute
  const family = input.live.family
  const after: JsonObject = {
    label,
    name,
    type,
    ...(options.length > 0 ? { options } : {}),
    ...(family ? { family: family.name } : {}),
  }
  const created = operation({ action: 'create', address, after, reason: 'not in the account yet' }, input.digest)
  created.provenance = definitionOrigins(input, label, Object.keys(after))
  if (family) created.refs[addressOf('family', family.name)] = family.id
  definitions.operations.push(created)
  definitions.attributeOperation.set(label, created.id)
}

function planOptions(
  definitions: Definitions,
  { input, attribute, live }: { input: PlanInput; attribute: WantedAttribute; live: LiveAttribute },
): void {
  const missingOptions = attribute.options.filter((option) => !live.options.includes(option))
  if (missingOptions.length === 0) return
  const address = addressOf('attribute', attribute.label)
  const options = [...live.options, ...missingOptions]
  if (tooMany(attribute, live, input.traits)) {
    const message = `${attribute.label} would have ${options.length} options; ${input.traits.title} takes ${input.traits.limits.options_per_attribute}.`
    definitions.blocked.push({
      id: `update:${address}`,
      address,
      action: 'update',
      code: 'limit',
      message,
      hint: 'Remove options that nothing uses.',
    })
    return
  }
  const update = operation(
    {
      action: 'update',
      address,
      targetId: live.id,
      before: { options: live.options },
      after: { options },
      reason: `adds ${missingOptions.length === 1 ? 'option' : 'options'} ${missingOptions.join(', ')}`,
    },
    input.digest,
  )
  update.provenance = definitionOrigins(input, attribute.label, ['options'])
  definitions.operations.push(update)
  definitions.attributeOperation.set(attribute.label, update.id)
}

/** Something that owned products already carried, and that is gone, was renamed or deleted by a person. */
function wasCarried(population: Population, label: string, gallery: string): boolean {
  for (const { baseline } of population.owned.values()) {
    if (baseline === null) continue
    if (pathOf(label) in baseline.fields || (label === gallery && baseline.images.length > 0)) return true
  }
  return false
}

/** Naming a definition by `--address` says that it really must be made again. */
function named(input: PlanInput, address: Address): boolean {
  return input.selection.addresses.includes(address)
}

function lostDefinition(address: Address, { traits }: PlanInput): Blocked {
  const message = `Products of this scope carried it, but ${traits.title} no longer has it: someone renamed or deleted it.`
  return {
    id: `create:${address}`,
    address,
    action: 'create',
    code: 'definition',
    message,
    hint: `Restore it, correct the workspace, or make it again with --address ${address}.`,
  }
}

function planFamily(definitions: Definitions, input: PlanInput, wanted: Map<string, WantedAttribute>): void {
  const family = input.live.family
  if (family === null) return
  const existing = new Set(input.live.attributes.map(({ label }) => label))
  const added = [...wanted.keys()].filter((label) => existing.has(label) && !family.attributes.includes(label)).sort()
  if (added.length === 0) return
  const address = addressOf('family', family.name)
  const managed = family.attributes.filter((label) => wanted.has(label)).sort()
  const update = operation(
    {
      action: 'update',
      address,
      targetId: family.id,
      before: { attributes: managed },
      after: { attributes: [...managed, ...added].sort() },
      reason: `adds ${added.length} managed ${added.length === 1 ? 'attribute' : 'attributes'} to the family`,
    },
    input.digest,
  )
  update.depends_on = added.flatMap((label) => definitions.attributeOperation.get(label) ?? []).sort()
  update.provenance = { '/attributes': policyOrigin(`target.${input.settings.target.provider}.family`) }
  definitions.operations.push(update)
  for (const label of added) definitions.attributeOperation.set(label, update.id)
}

function planRelationship(
  definitions: Definitions,
  { input, population, relationship }: { input: PlanInput; population: Population; relationship: RelationshipSettings },
): void {
  const { hierarchy } = input.settings.relationships
  const live = findRelationship(input.live.relationships, relationship)
  const address = addressOf('relationship', relationship.label)
  const state = { live, operation: null as string | null, available: true }
  definitions.relationships.set(relationship.label, state)
  if (live) return
  const carried = [...population.owned.values()].some(
    ({ baseline }) => (baseline?.links[relationship.label]?.length ?? 0) > 0,
  )
  if (carried && !named(input, address)) {
    state.available = false
    definitions.blocked.push(lostDefinition(address, input))
    return
  }
  const { label, name } = relationship
  const created = operation(
    { action: 'create', address, after: { label, name }, reason: 'not in the account yet' },
    input.digest,
  )
  const origin = policyOrigin(`relationships.${relationship === hierarchy ? 'hierarchy' : 'listings'}`)
  created.provenance = { '/label': origin, '/name': origin }
  definitions.operations.push(created)
  state.operation = created.id
}
