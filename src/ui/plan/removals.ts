import type { Operation, Plan } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { lines } from '../report/report.ts'
import { valueText } from '../values/value-text.ts'
import { sentence } from '../words.ts'
import { namedIn, summaryOf } from './creations.ts'
import { fieldsIn, isReferences } from './fields.ts'
import { type Terms, termsOf } from './group.ts'
import { linksOf } from './links.ts'
import { counted, fieldName } from './nouns.ts'
import { referenceName } from './pictures.ts'
import type { Reading } from './reading.ts'

/** Everything that is deleted, by why it goes: its name and what it held, or with details all of its values. */
export function deleted(plan: Plan, { details }: Reading): Section {
  const deletes = plan.operations.filter(({ action }) => action === 'delete')
  const terms = termsOf(plan)
  const kinds = [...Map.groupBy(deletes, ({ kind }) => kind)].map(([kind, { length }]) => counted(kind, length))
  const blocks = [...Map.groupBy(deletes, ({ reason }) => reason)].flatMap(([reason, group]): Block[] => [
    lines(`${sentence(reason)}:`),
    ...(details ? group.map((operation) => whole(operation, terms)) : [table(group, terms)]),
  ])
  return { id: 'deletes', title: `Deletes ${kinds.join(', ')}`, weight: 'alarm', blocks }
}

function table(group: Operation[], terms: Terms): Block {
  const rows = group.map(({ key, before }) => [key, `with ${summaryOf(fieldsIn(before), terms)}`, namedIn(before)])
  return { is: 'table', columns: ['Key', 'Holds', 'Name'], rows, more: 0 }
}

function whole({ key, before }: Operation, terms: Terms): Block {
  const changes = fieldsIn(before).map(({ pointer, to }) => ({
    name: fieldName(pointer),
    phrase: isReferences(to, terms.kinds)
      ? to.map((address) => referenceName(address, terms.names)).join(', ')
      : valueText(to),
  }))
  return { is: 'changes', sign: 'remove', title: key, changes, more: 0 }
}

/** So many rows of links that go are shown at least, and so many ends in each; with details all. */
const SHOWN_ROWS = 20
const SHOWN_ENDS = 3

/** Who is linked to what no more, and why. */
export function unlinked({ operations }: Plan, { details, rows: most }: Reading): Section {
  const list = operations.filter(({ action }) => action === 'unlink')
  const pairs = list.reduce((sum, operation) => sum + linksOf(operation).removed.length, 0)
  const instead = insteadOf(operations, list)
  const rows = list.flatMap((operation) => {
    const { relationship, source, removed } = linksOf(operation)
    const byWhy = Map.groupBy(removed, (target) => instead(operation, target) ?? operation.reason)
    return [...byWhy].map(([why, targets]) => [relationship, source, endsOf(targets, details), why])
  })
  const columns = ['Relationship', 'Product', 'Linked no more', 'Why']
  const shown = rows.slice(0, Math.max(most, SHOWN_ROWS))
  const blocks: Block[] =
    rows.length === 0 ? [] : [{ is: 'table', columns, rows: shown, more: rows.length - shown.length }]
  return { id: 'unlinks', title: `Unlinks ${counted('link', pairs)}`, weight: 'alarm', blocks }
}

function endsOf(targets: string[], details: boolean): string {
  if (details || targets.length <= SHOWN_ENDS + 1) return targets.join(', ')
  return `${targets.slice(0, SHOWN_ENDS).join(', ')} and ${targets.length - SHOWN_ENDS} more`
}

/** What each end is linked to from now on, where the plan makes that link first; `null` where it makes none. */
export function insteadOf(
  operations: Operation[],
  unlinks: Operation[],
): (operation: Operation, target: string) => string | null {
  const wanted = new Set(unlinks.flatMap(({ depends_on }) => depends_on))
  const made = new Map(
    operations.filter(({ id, action }) => action === 'link' && wanted.has(id)).map((one) => [one.id, linksOf(one)]),
  )
  return ({ depends_on }, target) => {
    const links = depends_on.flatMap((id) => made.get(id) ?? []).filter(({ added }) => added.includes(target))
    return links.length === 0 ? null : `in favour of ${links.map(({ source }) => source).join(', ')}`
  }
}
