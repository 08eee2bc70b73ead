import { addressOf } from '../../model/address.ts'
import { counted } from '../../model/counted.ts'
import type { Address, Blocked, Stale } from '../../model/plan.ts'
import { membersPrecondition } from '../../model/precondition.ts'
import { policyOrigin } from '../../model/provenance.ts'
import { kindNamed } from '../../model/target-kinds.ts'
import type { DiffContext } from './context.ts'
import type { Draft } from './draft.ts'
import { isMember } from './live-members.ts'
import { addedMembers, definitionId, hindranceOf, idsOf, MEMBERS, type RelationContext } from './relations.ts'
import type { Objection } from './removal.ts'
import { pruneOff } from './removing.ts'
import type { StalePair } from './stale.ts'

export interface UnlinkPlan {
  drafts: Draft[]
  blocked: Blocked[]
  stale: Stale[]
}

interface UnlinkContext extends RelationContext {
  /** The relations that the plan adds. */
  links: readonly Draft[]
  /** Keys of resources that the plan deletes, and their relations with them. */
  deleted: ReadonlySet<string>
}

/** What becomes of a pair: it goes, after these operations; it stays, for a reason that is a finding or is only told. */
type Fate =
  | { fate: 'goes'; after: string[] }
  | { fate: 'blocked'; objection: Objection }
  | { fate: 'stays' | 'deleted'; told: string }

interface Judged extends Required<Pick<StalePair, 'series' | 'source' | 'target'>> {
  fate: Fate
}

/** One operation per source for the pairs that go, and a finding for each reason that keeps others. */
export function planUnlinks(pairs: StalePair[], context: UnlinkContext): UnlinkPlan {
  if (pairs.length === 0) return { drafts: [], blocked: [], stale: [] }
  const added = addedPairs(context)
  const judged = pairs.map((pair) => ({ ...pair, fate: fateOf(pair, { added, context }) }))
  const sources = [...Map.groupBy(judged, ({ series, source }) => addressOf(series.kind, `${series.label}.${source}`))]
  const plan: UnlinkPlan = { drafts: [], blocked: [], stale: [] }
  for (const [address, group] of sources.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const going = group.filter(({ fate }) => fate.fate === 'goes')
    if (going.length > 0) plan.drafts.push(unlinking(going, context))
    plan.blocked.push(...blockedPairs(address, group, context))
    plan.stale.push(...staleEntries(address, group, context))
  }
  return plan
}

/** Ids of operations by the pairs that they add. */
function addedPairs({ links }: UnlinkContext): Map<string, string> {
  return new Map(
    links.flatMap(({ operation }) =>
      addedMembers(operation).map((key) => [`${operation.key} ${key}`, operation.id] as const),
    ),
  )
}

interface Judging {
  added: ReadonlyMap<string, string>
  context: UnlinkContext
}

function fateOf(pair: StalePair, { added, context }: Judging): Fate {
  const { series, source, target, cause } = pair
  const { deleted, parts, definitions, removing } = context
  const gone = [source, target].find((key) => deleted.has(key))
  if (gone !== undefined) return { fate: 'deleted', told: `it goes with ${gone}, which this plan deletes` }
  if (!parts.has(series.part)) return { fate: 'stays', told: 'this plan leaves links alone' }
  if (definitions.lost.has(addressOf(series.definition.kind, series.definition.key)))
    return { fate: 'stays', told: 'its relationship is not there' }
  const objection = hindranceAt(pair, context) ?? removing.hindrance
  if (objection) return { fate: 'blocked', objection }
  if (cause === 'undecided') return { fate: 'stays', told: 'what it belongs to is ambiguous: decide that first' }
  if (cause === 'decided') return { fate: 'goes', after: [] }
  return cause === 'replaced' ? afterReplacement(pair, { added, context }) : withPrune(pair, context)
}

function hindranceAt({ series, source }: StalePair, context: UnlinkContext): Objection | null {
  const kind = kindNamed(context.input.traits, series.kind)
  if (kind?.verbs.remove === undefined) {
    const { title } = context.input.traits
    const message = `${title} is not asked to remove links.`
    return { code: 'unsupported', message, hint: `Remove it in ${title}.` }
  }
  const hindrance = hindranceOf(source, context)
  return hindrance && { code: hindrance[0], message: hindrance[1], hint: hindrance[2] }
}

/** The old link goes when the new one is there, or right after it was made. */
function afterReplacement({ series, target, instead }: StalePair, { added, context }: Judging): Fate {
  const waits = instead.map((source) => {
    const operation = added.get(`${series.label}.${source} ${target}`)
    return operation ?? (isLive({ series, source, target }, context) ? null : undefined)
  })
  if (instead.length > 0 && !waits.includes(undefined)) {
    return { fate: 'goes', after: waits.filter((id) => typeof id === 'string') }
  }
  return { fate: 'stays', told: 'the link that takes its place cannot be made yet' }
}

function isLive({ series, source, target }: Pick<StalePair, 'series' | 'source' | 'target'>, context: UnlinkContext) {
  const id = context.population.byKey.get(target)?.id
  return id !== undefined && isMember(id, { series, source }, context)
}

function withPrune(pair: StalePair, { removing }: UnlinkContext): Fate {
  if (!removing.whole) return { fate: 'stays', told: 'a narrowed plan removes only what something else replaces' }
  if (!removing.prunes('links')) return { fate: 'blocked', objection: pruneOff('links', '') }
  const objection = removing.partial(pair.of)
  return objection ? { fate: 'blocked', objection } : { fate: 'goes', after: [] }
}

function unlinking(pairs: Judged[], context: UnlinkContext): Draft {
  const { population, input, kind: main } = context
  const [{ series, source }] = pairs as [Judged]
  const kind = kindNamed(input.traits, series.kind)
  if (kind?.verbs.remove === undefined) throw new Error(`${series.kind} cannot be removed.`)
  const address = (key: string): Address => addressOf(main.name, key)
  const keys = pairs.map(({ target }) => target).sort()
  return context.draftOf({
    kind,
    key: `${series.label}.${source}`,
    action: kind.verbs.remove,
    targetId: population.byKey.get(source)?.id ?? null,
    before: { [MEMBERS]: keys.map(address) },
    after: { [MEMBERS]: [] },
    precondition: membersPrecondition(MEMBERS, keys, input.digest),
    provenance: { [MEMBERS]: policyOrigin(`relationships.${series.part}`) },
    reason: `${keys.length} ${keys.length === 1 ? `${main.noun[0]} follows` : `${main.noun[1]} follow`} from it no more`,
    dependsOn: [...new Set(pairs.flatMap(({ fate }) => (fate.fate === 'goes' ? fate.after : [])))],
    refs: idsOf([source, ...keys], address, { population, known: definitionId(series, context) }),
  })
}

const NAMED = 5

function blockedPairs(address: Address, group: Judged[], { input }: UnlinkContext): Blocked[] {
  const action = kindNamed(input.traits, (group[0] as Judged).series.kind)?.verbs.remove ?? 'unlink'
  const objected: { target: string; objection: Objection }[] = group.flatMap(({ target, fate }) =>
    fate.fate === 'blocked' ? [{ target, objection: fate.objection }] : [],
  )
  return [...Map.groupBy(objected, ({ objection }) => objection.code).values()].map((same) => {
    const [{ objection }] = same as [(typeof objected)[number]]
    const names = same.map(({ target }) => target).sort()
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
    const what = `${counted(names.length, 'link')} of ours to ${names.slice(0, NAMED).join(', ')}${more} no longer ${names.length === 1 ? 'follows' : 'follow'} from the source, and nothing takes the place.`
    const message = objection.code === 'prune-off' ? what : objection.message
    return { id: `${action}:${address}`, address, action, ...objection, message }
  })
}

/** The pairs as a list of plans, those of one fate together. */
function staleEntries(address: Address, group: Judged[], { kind }: DiffContext): Stale[] {
  const told = Map.groupBy(group, ({ fate }) => toldOf(fate))
  return [...told].map(([message, pairs]) => ({
    address,
    targets: pairs.map(({ target }) => addressOf(kind.name, target)).sort(),
    message: `This program made the link, and it follows from the source no more; ${message}.`,
  }))
}

function toldOf(fate: Fate): string {
  if (fate.fate === 'goes') return 'this plan removes it'
  if ('told' in fate) return fate.fate === 'deleted' ? fate.told : `${fate.told}; it is left as it is`
  return fate.objection.code === 'prune-off'
    ? 'it is left as it is, since links are not pruned'
    : `it is left as it is: ${fate.objection.message.replace(/\.$/, '')}`
}
