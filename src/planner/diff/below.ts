import { addressOf } from '../../model/address.ts'
import { liveOf } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import type { Prepared } from '../prepared.ts'
import type { Subject } from '../project/groups.ts'
import { beginDiff, type DiffOptions, planSubjects } from './begin.ts'
import type { Above, DiffContext } from './context.ts'
import type { Draft } from './draft.ts'
import { viewed } from './gone-below.ts'
import type { GonePlan } from './gone-plan.ts'

/** What comparing one kind gave. */
export interface Compared {
  context: DiffContext
  drafts: Draft[]
  processed: Subject[]
  gone: Pick<GonePlan, 'gone' | 'guards'>
}

/** Compares what belongs to resources that were compared already, kind by kind; what is found goes to their lists. */
export function diffBelow(below: readonly Prepared[], top: Compared, options: DiffOptions): Compared[] {
  const all = [top]
  for (const prepared of below) all.push(compareTier(prepared, all, options))
  return all.slice(1)
}

function compareTier(prepared: Prepared, before: readonly Compared[], options: DiffOptions): Compared {
  const [top] = before as [Compared]
  const { selection } = top.context.input
  const input = { ...viewed(prepared, top.context.input), selection: { ...selection, limit: null } }
  const { context: own, subjects: all } = beginDiff(prepared, input, { ...options, above: aboveOf(before) })
  const { removing, found } = top.context
  const context = { ...own, removing, found: { ...found, drafts: [], absent: new Map() } }
  const subjects = selection.limit === null ? all : within(all, before)
  const processed = planSubjects(subjects, context)
  return { context, drafts: context.found.drafts, processed, gone: { gone: [], guards: [] } }
}

function aboveOf(before: readonly Compared[]): Above {
  const ids = new Map<Address, string>()
  const made = new Map<Address, string>()
  for (const { context, drafts } of before) {
    const { kind, input } = context
    for (const { key, id } of liveOf(input.live, kind.name)) ids.set(addressOf(kind.name, key), id)
    for (const { operation } of drafts)
      if (operation.kind === kind.name && operation.action === kind.verbs.create)
        made.set(operation.address, operation.id)
  }
  return { ids, made }
}

/** Of a canary, what belongs to the resources that it looks at. */
function within(subjects: readonly Subject[], before: readonly Compared[]): Subject[] {
  const looked = new Set(before.flatMap(({ processed }) => processed.map(({ listing }) => listing.address)))
  return subjects.filter(({ listing }) => Object.values(listing.belongs ?? {}).every((address) => looked.has(address)))
}
