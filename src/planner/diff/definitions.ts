import { addressOf } from '../../model/address.ts'
import { texts } from '../../model/fields.ts'
import { setOf } from '../../model/grouping.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import type { Address, Blocked, Provenance } from '../../model/plan.ts'
import { isNamed } from '../../model/selection.ts'
import type { Definition, Survey } from '../../model/target.ts'
import { kindNamed, mainKind } from '../../model/target-kinds.ts'
import { capitalised } from '../../model/text.ts'
import type { Population } from '../match/population.ts'
import type { PlanInput } from '../types.ts'
import { type Draft, type Drafter, drafter } from './draft.ts'
import type { Write } from './write.ts'

/** The state of the definitions: what is planned, what waits for it, and what must be left out. */
export interface Definitions {
  drafts: Draft[]
  blocked: Blocked[]
  /** The operation that whatever needs a definition waits for, by its address. */
  waits: Map<Address, string>
  /** Definitions that neither exist nor will: fields of theirs are left out. */
  lost: Set<Address>
}

interface Context {
  input: PlanInput
  draftOf: Drafter
  survey: Survey
  population: Population
  found: Definitions
}

/** Compares the definitions that the workspace needs with those that are there. */
export function planDefinitions(survey: Survey, input: PlanInput, population: Population): Definitions {
  const found: Definitions = { drafts: [], blocked: [], waits: new Map(), lost: new Set() }
  const context = { input, survey, population, found, draftOf: drafter(input.digest) }
  for (const definition of survey.definitions) {
    const kind = kindNamed(input.traits, definition.kind)
    if (!kind) continue
    const live = liveOf(input.live, kind.name).find(({ key }) => key === definition.key)
    if (live) for (const path of Object.keys(definition.fields)) extend({ kind, definition, live, path }, context)
    else make(kind, definition, context)
  }
  return found
}

function make(kind: KindTraits, definition: Definition, context: Context): void {
  const { input, found, draftOf } = context
  const { key, fields, origins } = definition
  const address = addressOf(kind.name, key)
  if (!isNamed(input.selection, address) && wasCarried(definition, context)) {
    found.lost.add(address)
    found.blocked.push(lostDefinition(address, input))
    return
  }
  const draft = draftOf({
    kind,
    key,
    action: kind.verbs.create,
    targetId: null,
    before: null,
    after: kind.keyField === undefined ? fields : { [kind.keyField]: key, ...fields },
    provenance: origins,
    reason: 'not in the account yet',
    dependsOn: [],
    refs: referenceIds(kind, definition, input),
  })
  found.drafts.push(draft)
  found.waits.set(address, draft.operation.id)
}

/** Ids of the plain things that a new definition is made in. */
function referenceIds(kind: KindTraits, { fields }: Definition, { live }: PlanInput): Write['refs'] {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([path, value]) => {
      const { refers } = kind.field(path)
      const there = refers && liveOf(live, refers.kind).find(({ key }) => key === value)
      return there ? [[addressOf(there.kind, there.key), there.id]] : []
    }),
  )
}

interface Extension {
  kind: KindTraits
  definition: Definition
  live: LiveResource
  path: string
}

/** Adds what a list of a definition lacks; nothing is ever taken off. */
function extend(extension: Extension, { input, found, draftOf }: Context): void {
  const { kind, definition, live, path } = extension
  const { merge, most = Number.POSITIVE_INFINITY, added: reasonOf, refers } = kind.field(path)
  if (merge !== 'extend' && merge !== 'own-set') return
  const [wanted, there] = [texts(definition.fields[path]), texts(live.fields[path])]
  const present = new Set(there)
  const added = wanted.filter((member) => !present.has(member))
  if (added.length === 0) return
  const kept = merge === 'extend' ? there : there.filter((member) => setOf(wanted).has(member)).sort()
  const after = merge === 'extend' ? [...there, ...added] : [...kept, ...added].sort()
  const address = addressOf(kind.name, definition.key)
  if (after.length > most) {
    found.blocked.push(overLimit(address, { path, size: after.length, most, key: definition.key }, input))
    return
  }
  const members = added.toSorted().map((member) => addressOf(refers?.kind ?? '', member))
  const draft = draftOf({
    kind,
    key: definition.key,
    action: kind.verbs.update,
    targetId: live.id,
    before: { [path]: kept },
    after: { [path]: after },
    provenance: { [path]: definition.origins[path] as Provenance },
    reason: reasonOf?.(added) ?? `adds ${added.join(', ')}`,
    dependsOn: members.flatMap((member) => found.waits.get(member) ?? []),
    refs: {},
  })
  found.drafts.push(draft)
  for (const waiting of refers ? members : [address]) found.waits.set(waiting, draft.operation.id)
}

function overLimit(
  address: Address,
  { path, size, most, key }: { path: string; size: number; most: number; key: string },
  { traits }: PlanInput,
): Blocked {
  const message = `${key} would have ${size} ${path}; ${traits.title} takes ${most}.`
  const hint = `Remove ${path} that nothing uses.`
  return { id: `update:${address}`, address, action: 'update', code: 'limit', message, hint }
}

/** Something that owned resources already carried, and that is gone, was renamed or deleted by a person. */
function wasCarried({ kind, key }: Definition, { input, population, survey }: Context): boolean {
  const main = mainKind(input.traits)
  const series = survey.series
    .filter(({ definition }) => definition.kind === kind && definition.key === key)
    .map(({ name }) => name)
  const isDefinedHere = (by: Address | undefined) => by === addressOf(kind, key)
  const gallery = main.images !== undefined && isDefinedHere(main.field(main.images.gallery).definedBy)
  const paths = new Map<string, boolean>()
  const isOf = (path: string): boolean => {
    const known = paths.get(path) ?? isDefinedHere(main.field(path).definedBy)
    paths.set(path, known)
    return known
  }
  return [...population.owned.values()].some(({ baseline }) => {
    if (baseline === null) return false
    if (gallery && baseline.images.length > 0) return true
    return series.some((name) => (baseline.links[name]?.length ?? 0) > 0) || Object.keys(baseline.fields).some(isOf)
  })
}

function lostDefinition(address: Address, { traits }: PlanInput): Blocked {
  const [, many] = mainKind(traits).noun
  const message = `${capitalised(many)} of this scope carried it, but ${traits.title} no longer has it: someone renamed or deleted it.`
  return {
    id: `create:${address}`,
    address,
    action: 'create',
    code: 'definition',
    message,
    hint: `Restore it, correct the workspace, or make it again with --address ${address}.`,
  }
}
