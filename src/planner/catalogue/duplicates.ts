import { addressOf } from '../../model/address.ts'
import { type Baseline, parseBaseline } from '../../model/baseline.ts'
import type { CatalogueFinding, Proposal } from '../../model/catalogue-report.ts'
import { counted, fewOf } from '../../model/counted.ts'
import { addTo } from '../../model/grouping.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import type { DiffContext } from '../diff/context.ts'

interface Marked {
  live: LiveResource
  baseline: Baseline | null
}

type Context = Pick<DiffContext, 'kind' | 'input'>

interface Sort {
  code: string
  /** What several of them do, as the rest of a sentence. */
  what: string
}

const SAME_KEY: Sort = { code: 'alike-keys', what: 'have one key in other letters' }
const SAME_ITEM: Sort = { code: 'duplicate-item', what: 'carry what was written for one item' }

/** Resources whose keys are the same but for case and blanks: many services take them for one. */
export function duplicateKeys(context: Context): CatalogueFinding[] {
  const groups = Map.groupBy(markedIn(context), ({ live }) => live.key.trim().toLowerCase())
  return [...groups.values()].flatMap((group) => (group.length < 2 ? [] : [findingOf(SAME_KEY, group, context)]))
}

/** Resources that carry the baseline of one item: all but one are copies. */
export function duplicateItems(context: Context): CatalogueFinding[] {
  const ours = markedIn(context).filter(({ baseline }) => baseline?.scope === context.input.settings.scope)
  const groups = Map.groupBy(ours, ({ baseline }) => baseline?.item ?? baseline?.sku ?? '')
  return [...groups.values()].flatMap((group) => (group.length < 2 ? [] : [findingOf(SAME_ITEM, group, context)]))
}

/** Resources that are known by the same, such as a SKU of their variants, whoever made them; each of one group once. */
export function duplicateMarks(context: Context): CatalogueFinding[] {
  const { marks } = context.kind
  if (marks === undefined) return []
  const byMark = new Map<string, Marked[]>()
  for (const one of markedIn(context)) for (const mark of new Set(marks(one.live.fields))) addTo(byMark, mark, one)
  const shared = [...byMark].filter(([, group]) => group.length > 1)
  const groups = Map.groupBy(shared, ([, group]) => JSON.stringify(group.map(({ live }) => live.id)))
  return [...groups.values()].map((alike) => {
    const what = `have the same ${fewOf(
      alike.map(([mark]) => mark),
      NAMED,
    )}`
    return findingOf({ code: 'duplicate-mark', what }, alike[0]?.[1] ?? [], context)
  })
}

const NAMED = 3

function markedIn({ kind, input: { live, traits, digest } }: Context): Marked[] {
  return liveOf(live, kind.name).map((one) => ({
    live: one,
    baseline: parseBaseline(one.fields[traits.baseline.path], digest),
  }))
}

function findingOf({ code, what }: Sort, group: readonly Marked[], { kind }: Context): CatalogueFinding {
  const [first, ...rest] = [...group].sort(better) as [Marked, ...Marked[]]
  const address = addressOf(kind.name, first.live.key)
  const others = rest.map(({ live }) => addressOf(kind.name, live.key))
  const proposals: Proposal[] = [
    { action: 'merge', message: `Move what only the others hold to ${first.live.key}, in the target.`, command: null },
    ...rest.map(({ live: { key } }): Proposal => {
      return { action: 'remove', message: `Then delete ${key}, once somebody has looked at it.`, command: null }
    }),
  ]
  const message = `${counted(group.length, ...kind.noun)} ${what}: ${[first, ...rest].map(({ live }) => live.key).join(', ')}.`
  return { code, address, message, others, keep: { address, reason: reasonOf(first, rest) }, proposals }
}

/** What carries its own baseline comes first, then what was changed last, then by key. */
function better(a: Marked, b: Marked): number {
  if (isOwn(a) !== isOwn(b)) return isOwn(a) ? -1 : 1
  const [before, after] = [a.live.modified ?? '', b.live.modified ?? '']
  if (before !== after) return before > after ? -1 : 1
  return a.live.key < b.live.key ? -1 : 1
}

function isOwn({ live, baseline }: Marked): boolean {
  return baseline?.sku === live.key
}

function reasonOf(first: Marked, rest: readonly Marked[]): string {
  if (isOwn(first) && !rest.some(isOwn)) return 'it alone is what this program keeps'
  const newer =
    first.live.modified !== undefined && rest.every(({ live }) => (live.modified ?? '') < (first.live.modified ?? ''))
  return newer ? 'it was changed last' : 'its key sorts first, and nothing else tells them apart'
}
