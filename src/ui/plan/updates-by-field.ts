import { grouped } from '../../model/figures.ts'
import type { Changes } from '../report/report.ts'
import { type FieldChange, isReferences } from './fields.ts'
import type { Terms, Update } from './group.ts'
import { counted, fieldName } from './nouns.ts'
import type { Reading } from './reading.ts'
import { groupOf } from './removed-parts.ts'
import { samples } from './samples.ts'
import { shownChange } from './updates-by-product.ts'

interface Moved {
  operation: Update['operation']
  change: Update['changes'][number]
}

/** On how many it is the same. */
type Told = Moved & { times?: number }

/** Many products by the fields that change in them: on how many, and how. */
export function byField(list: Update[], { kind, terms }: { kind: string; terms: Terms }, { rows }: Reading): Changes[] {
  const moves = list.flatMap(({ operation, changes }) => changes.map((change) => ({ operation, change })))
  return [...Map.groupBy(moves, ({ change }) => titleOf(change))].map(([title, group]) => {
    const alike = repeated(group, rows)
    const shown: Told[] = alike ?? samples(group, rows, unlikeness)
    return {
      is: 'changes',
      sign: 'change',
      title: `${title}: ${counted(kind, group.length)}${lists(group, terms)}`,
      changes: shown.map(({ operation, change, times = 1 }) => ({
        ...shownChange(operation, { names: [operation.key], change }, terms),
        ...(times > 1 ? { name: counted(kind, times) } : {}),
      })),
      more: alike ? 0 : group.length - shown.length,
    }
  })
}

/** Parts that go are told together, whatever they are called. */
function titleOf(change: FieldChange): string {
  return change.part === undefined ? fieldName(change.pointer) : `${groupOf(change)} removed`
}

/** The same change on many products is told once, when few different ones tell all. */
function repeated(group: Moved[], rows: number): Told[] | null {
  const sorts = new Map<string, { one: Moved; times: number }>()
  for (const one of group) {
    const sort = sortOf(one)
    const known = sorts.get(sort)
    if (known) known.times += 1
    else if (sorts.size === rows) return null
    else sorts.set(sort, { one, times: 1 })
  }
  if (sorts.size === group.length) return null
  return [...sorts.values()].sort((a, b) => a.times - b.times).map(({ one, times }) => ({ ...one, times }))
}

function sortOf({ change: { from, to, part } }: Moved): string {
  return JSON.stringify([from, to, part])
}

/** In all, of galleries: how many images come and go. */
function lists(group: Moved[], terms: Terms): string {
  let [added, removed] = [0, 0]
  for (const { change } of group) {
    if (!isReferences(change.to, terms.kinds) && !isReferences(change.from, terms.kinds)) return ''
    const [old, now] = [new Set(change.from as string[]), new Set(change.to as string[])]
    added += now.difference(old).size
    removed += old.difference(now).size
  }
  return ` (${grouped(added)} added, ${grouped(removed)} removed)`
}

/** How much of the longer side both have in common, from its start and its end; emptied and filled ones have nothing. */
function unlikeness({ change: { from, to } }: Moved): number {
  const [one, other] = [JSON.stringify(from), JSON.stringify(to)]
  const least = Math.min(one.length, other.length)
  let start = 0
  while (start < least && one[start] === other[start]) start += 1
  let end = 0
  while (end < least - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return 1 - (start + end) / Math.max(one.length, other.length)
}
