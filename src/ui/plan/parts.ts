import { either } from '../../model/counted.ts'
import type { Action, Operation, Plan } from '../../model/plan.ts'
import { ownedInAll } from './adoptions.ts'
import { differencesOf } from './differences.ts'
import { linksOf } from './links.ts'
import { counted, many } from './nouns.ts'
import { verbOf } from './verbs.ts'

/** Operations that are shown together, under a heading of their own. */
export interface Part {
  id: string
  title: string
  /** The title without numbers. */
  label: string
  kind: string
  action: Action
  group: Operation[]
}

/** How the operations of one action are told apart: by kind, and where a plan does the same to several ends, by these. */
export function partsOf(plan: Plan, action: Action, operations: Operation[]): Part[] {
  const endOf = endsIn(plan)
  return [...Map.groupBy(operations, ({ kind }) => kind)].flatMap(([kind, ofKind]) =>
    [...Map.groupBy(ofKind, endOf)]
      .sort(([one], [other]) => ENDS.indexOf(one) - ENDS.indexOf(other))
      .map(([end, group]) => ({
        id: [action, kind, ...(end === '' ? [] : [end])].join('-'),
        ...headingOf({ kind, action, group }, end, plan),
        kind,
        action,
        group,
      })),
  )
}

const ENDS = ['gone', 'settled', ''] as const
type End = (typeof ENDS)[number]

function endsIn(plan: Plan): (operation: Operation) => End {
  const gone = new Set(plan.gone.map(({ address }) => address))
  const settled = new Set(differencesOf(plan).settled.map(({ address }) => address))
  return ({ action, address }) => {
    if (action === 'update' && gone.has(address)) return 'gone'
    return action === 'adopt' && settled.has(address) ? 'settled' : ''
  }
}

function headingOf(
  { kind, action, group }: Pick<Part, 'kind' | 'action' | 'group'>,
  end: End,
  { purpose }: Plan,
): Pick<Part, 'title' | 'label'> {
  const number = action === 'link' || action === 'unlink' ? pairs(group) : group.length
  const [verb, what] = [verbOf(action, purpose), counted(kind, number)]
  if (end === 'settled')
    return { title: `Settles ${what} in favour of the account: no value changes`, label: `Settles ${many(kind)}` }
  if (end === 'gone')
    return {
      title: `${verb} ${what} whose ${either(number, 'listing is', 'listings are')} gone`,
      label: `${verb} ${many(kind)} whose listings are gone`,
    }
  const owned = action === 'adopt' && purpose?.command !== 'undo' ? ownedInAll(group) : 'no value changes'
  return { title: `${verb} ${what}${action === 'adopt' ? `: ${owned}` : ''}`, label: `${verb} ${many(kind)}` }
}

function pairs(group: Operation[]): number {
  return group.map(linksOf).reduce((sum, { added, removed }) => sum + added.length + removed.length, 0)
}
