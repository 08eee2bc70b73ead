import { parseAddress } from '../../model/address.ts'
import type { Json } from '../../model/json.ts'
import { isEmpty } from '../../model/json.ts'
import type { Conflict, Guard, Operation, Overwrite, Plan } from '../../model/plan.ts'
import type { Block, Changes, Section } from '../report/report.ts'
import { lines } from '../report/report.ts'
import { valueText } from '../values/value-text.ts'
import { count } from '../words.ts'
import { pointersOf } from './fields.ts'
import { linksOf } from './links.ts'
import { counted, fieldName, keyOf } from './nouns.ts'
import type { Reading } from './reading.ts'

/** What a reviewer must not miss; all of it is shown, however much it is, but for emptied values of one field. */
export function alarms(plan: Plan, reading: Reading): Section[] {
  const sections: Section[] = [
    ...plan.guards.map(guard),
    {
      id: 'overwrites',
      title: `Overwrites values of people: ${valuesOn(plan.overwrites)}`,
      weight: 'alarm',
      blocks: byResource(plan.overwrites, overwriteNote),
    },
    emptied(plan.operations, reading),
    removed(plan.operations),
    unlinked(plan.operations),
    conflicts(plan),
  ]
  return sections.filter(({ blocks }) => blocks.length > 0)
}

function guard({ code, message, hint, allowed }: Guard): Section {
  const title = allowed ? `Allowed all the same (${code})` : `Not to be applied (${code})`
  return { id: 'guard', title, weight: 'alarm', blocks: [lines(message, ...(allowed ? [] : [hint]))] }
}

export const WHY: { [reason in Overwrite['reason']]: string } = {
  drift: 'changed since the last apply',
  'both-moved': 'changed on both sides since the last apply',
  unadopted: 'not written by this program',
  override: 'decided by an override',
}

function overwriteNote({ reason }: Overwrite): string {
  return WHY[reason]
}

/** Values that contradict each other, held back. */
export function heldConflicts({ conflicts: list, overwrites }: Plan): Conflict[] {
  const written = new Set(overwrites.map(placeOf))
  return list.filter((entry) => entry.kind === 'both-moved' && !written.has(placeOf(entry)))
}

function conflicts(plan: Plan): Section {
  const held = heldConflicts(plan)
  return {
    id: 'conflicts',
    title: `Conflicts, changed on both sides and held back (live -> source): ${valuesOn(held)}`,
    weight: 'alarm',
    blocks: byResource(held, lastWritten),
  }
}

function placeOf({ address, field }: { address: string; field: string }): string {
  return `${address} ${field}`
}

function lastWritten({ last_written }: Conflict): string | undefined {
  return last_written === null ? undefined : `last written ${valueText(last_written)}`
}

/** `3 values on 2 products` */
export function valuesOn(list: { address: string }[]): string {
  const addresses = new Set(list.map(({ address }) => address))
  const kind = parseAddress(list[0]?.address ?? '').kind
  return `${count(list.length, 'value')} on ${counted(kind, addresses.size)}`
}

interface Moved {
  address: string
  field: string
  live: Json
  desired: Json
}

/** From what is there to what the source says, by the resource. */
export function byResource<T extends Moved>(list: T[], note: (entry: T) => string | undefined): Changes[] {
  return [...Map.groupBy(list, ({ address }) => address)].map(([address, entries]) => ({
    is: 'changes',
    sign: 'change',
    title: keyOf(address),
    changes: entries.map((entry) => {
      const said = note(entry)
      return {
        name: fieldName(entry.field),
        from: entry.live,
        to: entry.desired,
        ...(said === undefined ? {} : { note: said }),
      }
    }),
    more: 0,
  }))
}

function emptied(operations: Operation[], { rows }: Reading): Section {
  const cleared = operations.flatMap(({ action, address, before, after }) =>
    action !== 'update' || before === null
      ? []
      : pointersOf(before, after).flatMap(({ pointer, from, to }) =>
          isEmpty(to) && !isEmpty(from) ? [{ address, field: pointer, live: from, desired: to }] : [],
        ),
  )
  const blocks: Block[] = [...Map.groupBy(cleared, ({ field }) => field)].map(([field, entries]) => ({
    is: 'changes',
    sign: 'remove',
    title: `${fieldName(field)}: ${valuesOn(entries)}`,
    changes: entries
      .slice(0, Math.max(rows, SHOWN_EMPTIED))
      .map(({ address, live, desired }) => ({ name: keyOf(address), from: live, to: desired })),
    more: Math.max(0, entries.length - Math.max(rows, SHOWN_EMPTIED)),
  }))
  return { id: 'emptied', title: `Empties ${valuesOn(cleared)}`, weight: 'alarm', blocks }
}

const SHOWN_EMPTIED = 20

function removed(operations: Operation[]): Section {
  const deletes = operations.filter(({ action }) => action === 'delete')
  const kinds = [...Map.groupBy(deletes, ({ kind }) => kind)].map(([kind, { length }]) => counted(kind, length))
  const rows = deletes.map(({ key, reason }) => [key, reason])
  const blocks: Block[] = rows.length === 0 ? [] : [{ is: 'table', columns: ['Key', 'Reason'], rows, more: 0 }]
  return { id: 'deletes', title: `Deletes ${kinds.join(', ')}`, weight: 'alarm', blocks }
}

function unlinked(operations: Operation[]): Section {
  const list = operations.filter(({ action }) => action === 'unlink')
  const pairs = list.reduce((sum, operation) => sum + linksOf(operation).removed.length, 0)
  const rows = list.map((operation) => {
    const { relationship, source, removed: targets } = linksOf(operation)
    return [relationship, source, targets.join(', ')]
  })
  const columns = ['Relationship', 'Product', 'Linked no more']
  const blocks: Block[] = rows.length === 0 ? [] : [{ is: 'table', columns, rows, more: 0 }]
  return { id: 'unlinks', title: `Unlinks ${counted('link', pairs)}`, weight: 'alarm', blocks }
}
