import { addressOf, parseAddress } from '../../model/address.ts'
import { parseBaseline } from '../../model/baseline.ts'
import { either } from '../../model/counted.ts'
import { texts } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Address, Blocked, Operation } from '../../model/plan.ts'
import { membersPrecondition } from '../../model/precondition.ts'
import type { Series } from '../../model/target.ts'
import { kindNamed } from '../../model/target-kinds.ts'
import type { RelationOrigin } from '../project/origins.ts'
import type { DesiredRelations } from '../project/relations.ts'
import type { DiffContext } from './context.ts'
import type { Draft } from './draft.ts'
import { membersOf } from './live-members.ts'
import type { Write } from './write.ts'

export interface RelationContext extends DiffContext {
  /** What this plan creates, by the keys of the resources. */
  creates: ReadonlyMap<string, Operation>
  origin: RelationOrigin
  /** The precondition of a source that has no member yet. */
  unrelated: string
}

export interface RelationPlan {
  drafts: Draft[]
  blocked: Blocked[]
}

/** One write per source for the members that the account lacks. What is there is left alone, whoever made it. */
export function planRelations(relations: DesiredRelations, context: RelationContext): RelationPlan {
  const plan: RelationPlan = { drafts: [], blocked: [] }
  for (const series of context.survey.series) {
    const kind = kindNamed(context.input.traits, series.kind)
    if (!kind || !context.parts.has(series.part)) continue
    const sources = relations[series.madeOf]
    for (const [source, targets] of sources) planSource(plan, { kind, series, source, targets }, context)
    if (series.madeOf === 'parentage')
      for (const [parent, why] of [...relations.missingParents].sort())
        plan.blocked.push(missingParent({ kind, series, parent }, why))
  }
  return plan
}

function missingParent(
  { kind, series, parent }: { kind: KindTraits; series: Series; parent: string },
  why: string,
): Blocked {
  const address = addressOf(kind.name, `${series.name}.${parent}`)
  const action = kind.verbs.create
  const message = `The variation parent ${why}.`
  const hint = 'Its children are kept; the link comes by itself once the parent can be read.'
  return { id: `${action}:${address}`, address, action, code: 'missing-parent', message, hint }
}

interface SourceMembers {
  kind: KindTraits
  series: Series
  source: string
  targets: Set<string>
}

interface Members {
  present: string[]
  added: string[]
  /** Members whose resource neither exists nor is planned. */
  excluded: number
  /** How many the source has by now, whoever made them. */
  there: number
}

function planSource(plan: RelationPlan, members: SourceMembers, context: RelationContext): void {
  const { kind, series, source } = members
  const { definition } = series
  if (context.definitions.lost.has(addressOf(definition.kind, definition.key))) return
  const found = sortMembers(members, context)
  if (found.added.length + found.excluded === 0 || context.found.absent.get(source) === 'beyond-limit') return
  const address = addressOf(kind.name, `${series.label}.${source}`)
  const action = kind.verbs.create
  const block = (code: Blocked['code'], message: string, hint: string) =>
    plan.blocked.push({ id: `${action}:${address}`, address, action, code, message, hint })
  const hindrance = hindranceOf(source, context)
  if (hindrance) {
    block(...hindrance)
    return
  }
  if (found.excluded > 0)
    block(
      'excluded',
      `${found.excluded} of its ${context.kind.noun[1]} ${either(found.excluded, 'does not exist yet and is', 'do not exist yet and are')} excluded from this plan.`,
      'Add products to --only, or apply them first.',
    )
  const { most = Number.POSITIVE_INFINITY } = kind.field(MEMBERS)
  const room = Math.max(0, most - found.there)
  if (found.added.length > room)
    block(
      'limit',
      `${source} would have ${found.there + found.added.length} links; ${context.input.traits.title} takes ${most}, so ${found.added.length - room} ${either(found.added.length - room, 'is', 'are')} left out.`,
      'Remove links that are no longer needed.',
    )
  const taken = found.added.slice(0, room)
  if (taken.length > 0) plan.drafts.push(linking(members, { ...found, added: taken }, context))
}

/** Keys of the members that an operation adds to a relation. */
export function addedMembers({ before, after }: Draft['operation']): string[] {
  const there = new Set(texts(before?.[MEMBERS]))
  return texts(after[MEMBERS])
    .filter((member) => !there.has(member))
    .map((member) => parseAddress(member).key)
}

/** The one field of a relation. */
export const MEMBERS = 'targets'

function sortMembers({ series, source, targets }: SourceMembers, context: RelationContext): Members {
  const { population, found } = context
  const live = new Set(membersOf(series, source, context))
  const members: Members = { present: [], added: [], excluded: 0, there: live.size }
  for (const key of [...targets].sort()) {
    const id = live.size === 0 ? undefined : population.byKey.get(key)?.id
    if (id !== undefined && live.has(id)) members.present.push(key)
    else if (population.otherScope.has(key)) continue
    else {
      const absence = found.absent.get(key)
      if (absence === 'excluded') members.excluded += 1
      else if (absence === undefined) members.added.push(key)
    }
  }
  return members
}

/** Why nothing can begin at a source, `null` when it can. */
export function hindranceOf(
  source: string,
  { population, creates, kind, input }: RelationContext,
): [code: Blocked['code'], message: string, hint: string] | null {
  const owner = population.otherScope.get(source)
  if (owner !== undefined)
    return [
      'other-scope',
      `Its source ${source} belongs to scope ${owner}.`,
      'Narrow the workspace of one of the two scopes, so that they do not meet.',
    ]
  const live = population.byKey.get(source)
  if (live && !population.owned.has(source) && parseBaseline(live.fields[input.traits.baseline.path], input.digest))
    return [
      'other-scope',
      `Its source ${source} carries the baseline of another ${kind.noun[0]}, so it is taken for nobody's master.`,
      `Remove that baseline from ${source}, which was copied there.`,
    ]
  if (live || creates.has(source)) return null
  return [
    'excluded',
    `Its source ${source} does not exist and is not made by this plan.`,
    `Plan the ${kind.noun[0]} too, or look at why it is blocked.`,
  ]
}

function linking(
  { kind, series, source }: SourceMembers,
  { present, added }: Members,
  context: RelationContext,
): Draft {
  const { population, input, creates, kind: main, definitions } = context
  const address = (key: string): Address => creates.get(key)?.address ?? addressOf(main.name, key)
  const after = present.length === 0 ? added.map(address) : [...present, ...added].sort().map(address)
  const involved = [source, ...present, ...added]
  const definition = addressOf(series.definition.kind, series.definition.key)
  return context.draftOf({
    kind,
    key: `${series.label}.${source}`,
    action: kind.verbs.create,
    targetId: population.byKey.get(source)?.id ?? null,
    before: { [MEMBERS]: present.map(address) },
    after: { [MEMBERS]: after },
    precondition: present.length === 0 ? context.unrelated : membersPrecondition(MEMBERS, present, input.digest),
    ...memberOrigins(added, { after, series, address, kind }, context),
    reason: `${added.length} ${added.length === 1 ? `${main.noun[0]} is` : `${main.noun[1]} are`} not linked yet`,
    dependsOn: [
      ...(definitions.waits.has(definition) ? [definitions.waits.get(definition) as string] : []),
      ...involved.flatMap((key) => creates.get(key)?.id ?? []),
    ],
    refs: idsOf(involved, address, { ...context, known: definitionId(series, context) }),
  })
}

interface Placing {
  after: Address[]
  series: Series
  kind: KindTraits
  address: (key: string) => Address
}

function memberOrigins(
  added: string[],
  { after, series, address, kind }: Placing,
  { origin, trail }: RelationContext,
): Pick<Write, 'provenance' | 'origins'> {
  // Where there is one member, as of most masters, it comes from one of few places.
  if (after.length === 1) {
    const single = trail.to(`${MEMBERS}.0`, origin(series.madeOf, added[0] as string), false)
    return { origins: single.common(kind.groups, () => []).provenance }
  }
  const places = new Map(after.map((member, index) => [member, index]))
  return {
    provenance: Object.fromEntries(
      added.map((key) => [`${MEMBERS}.${places.get(address(key))}`, origin(series.madeOf, key)]),
    ),
  }
}

/** The id of what a series is defined by, by its address; nothing while it does not exist. */
export function definitionId({ definition }: Series, { input }: RelationContext): Write['refs'] {
  const live = (input.live.resources[definition.kind] ?? []).find(({ key }) => key === definition.key)
  return live ? { [addressOf(definition.kind, definition.key)]: live.id } : {}
}

/** Ids of the resources that exist, by address, behind those that are known. */
export function idsOf(
  keys: readonly string[],
  address: (key: string) => Address,
  { population, known }: Pick<RelationContext, 'population'> & { known: Write['refs'] },
): Write['refs'] {
  const refs: { [address: Address]: string } = { ...known }
  for (const key of keys) {
    const live = population.byKey.get(key)
    if (live) refs[address(key)] = live.id
  }
  return refs
}
