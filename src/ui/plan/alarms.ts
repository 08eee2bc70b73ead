import { isEmpty } from '../../model/json.ts'
import type { Conflict, Guard, Overwrite, Plan } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { lines } from '../report/report.ts'
import { valueText } from '../values/value-text.ts'
import { byResource, heldApart, valuesOn } from './by-resource.ts'
import { differencesOf } from './differences.ts'
import { fieldsOf } from './fields.ts'
import { firstOfAll } from './first-of-all.ts'
import { fieldName, keyOf } from './nouns.ts'
import type { Reading } from './reading.ts'
import { deleted, unlinked } from './removals.ts'
import { removedParts } from './removed-parts.ts'

/** What a reviewer must not miss; all of it is shown, however much it is, but for emptied values of one field. */
export function alarms(plan: Plan, reading: Reading): Section[] {
  const sections: Section[] = [
    ...firstOfAll(plan),
    ...plan.guards.map(guard),
    {
      id: 'overwrites',
      title: `Overwrites values of people: ${valuesOn(plan.overwrites)}`,
      weight: 'alarm',
      blocks: byResource(plan.overwrites, overwriteNote),
    },
    emptied(plan, reading),
    removedParts(plan),
    deleted(plan, reading),
    unlinked(plan, reading),
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

function conflicts(plan: Plan): Section {
  const { conflicts: held } = differencesOf(plan)
  return {
    id: 'conflicts',
    title: `Conflicts, changed on both sides and held back (live -> source): ${valuesOn(held)}`,
    weight: 'alarm',
    blocks: heldApart(held, { note: lastWritten }),
  }
}

function lastWritten({ last_written }: Conflict): string | undefined {
  return last_written === null ? undefined : `last written ${valueText(last_written)}`
}

function emptied({ operations, purpose }: Plan, { rows }: Reading): Section {
  const cleared = operations.flatMap((operation) =>
    operation.action !== 'update' || operation.before === null
      ? []
      : fieldsOf(operation).flatMap(({ pointer, from, to, part }) =>
          isEmpty(to) && !isEmpty(from) && part === undefined
            ? [{ address: operation.address, field: pointer, live: from, desired: to }]
            : [],
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
  const back = purpose?.command === 'undo' ? ' (empty before as well)' : ''
  return { id: 'emptied', title: `Empties ${valuesOn(cleared)}${back}`, weight: 'alarm', blocks }
}

const SHOWN_EMPTIED = 20
