import type { AlikeCode } from '../../model/alike.ts'
import { parseBaseline } from '../../model/baseline.ts'
import { addTo } from '../../model/grouping.ts'
import { isEmpty } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import type { Marks } from '../../model/marks.ts'
import type { Ambiguous, Blocked } from '../../model/plan.ts'
import { itemNames } from '../match/counts.ts'
import { overrideKey } from '../match/overrides.ts'
import type { Subject } from '../project/groups.ts'
import type { FieldRule } from '../project/rules.ts'
import type { DiffContext } from './context.ts'
import { newFields } from './create.ts'
import { blockOf } from './resources.ts'

/** A resource of somebody else, and by what it is known for the same. */
export interface Alike {
  live: LiveResource
  mark: string
}

/** Resources of others that a new one would be a second one of. */
export interface Met {
  alike: readonly Alike[]
  /** Another listing would become one of them as well. */
  shared: boolean
}

/**
 * Resources of others that would be there twice if subjects that have none yet were made, by the keys of these. Nothing is
 * looked at where the kind has no marks, or nobody else has anything that bears one.
 */
export function meetOthers(subjects: readonly Subject[], context: DiffContext): ReadonlyMap<string, Met> {
  const { marks } = context.kind
  const index = marks === undefined ? NOBODY : indexOthers(marks, context)
  if (marks === undefined || index.size === 0) return NONE
  const silent = silently(context)
  const found = new Map<string, Alike[]>()
  const claims = new Map<LiveResource, number>()
  for (const subject of subjects) {
    const { listing } = subject
    if (context.population.owned.has(listing.key) || blockOf(listing, context) !== null) continue
    const alike = alikeIn(index, marks(newFields(subject, silent)))
    if (alike.length === 0) continue
    found.set(listing.key, alike)
    for (const { live } of alike) claims.set(live, (claims.get(live) ?? 0) + 1)
  }
  const isShared = ({ live }: Alike): boolean => (claims.get(live) ?? 0) > 1
  return new Map([...found].map(([key, alike]) => [key, { alike, shared: alike.some(isShared) }]))
}

/** What a subject would hold is asked for without a word, and without counting: it is not planned yet. */
export function silently(context: DiffContext): DiffContext {
  const uncounted = (rule: FieldRule): FieldRule => {
    const { refinement } = rule
    if (!refinement) return rule
    return { ...rule, refinement: { ...refinement, tally: { differing: new Map(), defaulted: new Set() } } }
  }
  return {
    ...context,
    rules: context.rules.map(uncounted),
    partRules: context.partRules.map(uncounted),
    fields: { scope: context.fields.scope, report: () => undefined },
  }
}

type Index = ReadonlyMap<string, readonly LiveResource[]>

const NOBODY: Index = new Map()
const NONE: ReadonlyMap<string, Met> = new Map()

/** What nobody owns, by its marks. */
function indexOthers(marks: Marks, { kind, input, population }: DiffContext): Index {
  const { live, traits, digest } = input
  const index = new Map<string, LiveResource[]>()
  for (const one of liveOf(live, kind.name)) {
    if (population.owned.has(one.key) || population.otherScope.has(one.key)) continue
    if (parseBaseline(one.fields[traits.baseline.path], digest) !== null) continue
    for (const mark of new Set(marks(one.fields))) addTo(index, mark, one)
  }
  return index
}

/** Each of them once, with the first mark that it is met by. */
function alikeIn(index: Index, marks: string[]): Alike[] {
  const met = new Map<LiveResource, string>()
  for (const mark of marks) for (const live of index.get(mark) ?? []) if (!met.has(live)) met.set(live, mark)
  return [...met].map(([live, mark]) => ({ live, mark }))
}

/** The one resource that a subject can only be the same as; `null` where a person has to say. */
export function onlyOne({ alike: [first, ...more], shared }: Met): Alike | null {
  return first === undefined || more.length > 0 || shared ? null : first
}

/** Makes nothing of a subject, and says what is in its place. */
export function holdBack({ listing }: Subject, met: Met, context: DiffContext): void {
  const { found, kind, input } = context
  const { address, item, key } = listing
  found.absent.set(key, 'blocked')
  const one = onlyOne(met)
  if (one === null) {
    found.ambiguous.push({ address, ...itemNames(item, input), ...candidatesOf(met) })
    return
  }
  const action = kind.verbs.create
  const ignore = `"${overrideKey(item.ref, input)}: { ignore: true }"`
  const block: Blocked = {
    id: `${action}:${address}`,
    address,
    action,
    code: 'exists',
    message: `${nameOf(one.live, kind)} has the same ${one.mark}, and was not made from here.`,
    hint: `Take it over with "sync adopt", or put ${ignore} in specs/overrides.`,
  }
  found.blocked.push(block)
}

function nameOf({ key, fields }: LiveResource, { named, noun: [one] }: KindTraits): string {
  const name = named === undefined ? undefined : fields[named]
  return isEmpty(name) ? `The ${one} ${key}` : `The ${one} ${key} (${String(name)})`
}

const SHOWN = 10

function candidatesOf({ alike, shared }: Met): Pick<Ambiguous, 'code' | 'candidates' | 'more'> {
  const code: AlikeCode = shared ? 'shared-alike' : 'several-alike'
  const candidates = alike.slice(0, SHOWN).map(({ live: { key: sku }, mark }) => ({ sku, ...partsOf(mark) }))
  const more = alike.length - candidates.length
  return { code, candidates, ...(more > 0 ? { more } : {}) }
}

function partsOf(mark: string): { method: string; value: string } {
  const [method = ''] = mark.split(' ', 1)
  return { method, value: mark.slice(method.length + 1) }
}
