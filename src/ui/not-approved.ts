import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import type { Operation, PlanSelection, PlanSource } from '../model/plan.ts'
import type { FieldDifference, OperationDifference, PlanDifference } from '../model/plan-difference.ts'
import { narrowedBy } from './plan/head.ts'
import { bothSides } from './values/difference.ts'
import { count } from './words.ts'

/** So many of each sort are named; the rest is counted. */
const SHOWN = 20
const FIELDS = 5
const WIDTH = 80

/** `2 new operations, 1 gone and 3 changed`; in front of what they are. */
export function differenceCounts({ added, gone, changed }: PlanDifference): string {
  const parts = [
    ...(added.length > 0 ? [count(added.length, 'new operation')] : []),
    ...(gone.length > 0 ? [`${count(gone.length, 'operation')} gone`] : []),
    ...(changed.length > 0 ? [`${count(changed.length, 'operation')} changed`] : []),
  ]
  return parts.length < 2
    ? (parts[0] ?? 'the same operations in another order')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** What differs, by address: what is new, what is gone, and the fields of what is changed. */
export function differenceRemarks({ added, gone, changed }: PlanDifference): Diagnostic[] {
  return [
    ...few(added, 'new operation', (operation) => remark(operation, 'is new')),
    ...few(gone, 'operation that is gone', (operation) => remark(operation, 'is gone')),
    ...few(changed, 'changed operation', ({ operation, fields }) => remark(operation, fieldsText(fields))),
  ]
}

function few<T>(entries: T[], one: string, say: (entry: T) => Diagnostic): Diagnostic[] {
  const more = entries.length - SHOWN
  const rest =
    more > 0
      ? [
          said(
            `And ${count(more, `more ${one}`, `more ${one.replace('operation', 'operations').replace(' is ', ' are ')}`)}.`,
            null,
          ),
        ]
      : []
  return [...entries.slice(0, SHOWN).map(say), ...rest]
}

function remark({ id, address }: Pick<Operation, 'id' | 'address'>, what: string): Diagnostic {
  return said(`${id} ${what}`, address)
}

function said(message: string, address: string | null): Diagnostic {
  return diagnostic({ severity: 'info', code: 'plan-differs', message, address })
}

function fieldsText(fields: OperationDifference['fields']): string {
  if (fields.length === 0) return 'is the same in another order of its parts'
  const more = fields.length - FIELDS
  const shown = fields.slice(0, FIELDS).map(fieldText)
  return [...shown, ...(more > 0 ? [`and ${count(more, 'more field')}`] : [])].join('; ')
}

function fieldText({ field, reviewed, now }: FieldDifference): string {
  const [before, after] = bothSides(reviewed ?? null, now ?? null, WIDTH)
  return `${field} was reviewed as ${before} and is ${after}`
}

interface Circumstances {
  sources: PlanSource[]
  reviewed: PlanSelection
  now: PlanSelection
  /** Which files of the workspace are other ones by now; `null` for none. */
  files: string | null
}

/** Why it may be that plans differ: other files, another export, other flags. */
export function circumstanceRemarks({ sources, reviewed, now, files }: Circumstances): Diagnostic[] {
  const [before, after] = [flagsText(reviewed), flagsText(now)]
  return [
    ...(files === null ? [] : [said(`${files} since it was reviewed.`, null)]),
    ...sources.map(({ provider, [SHOP]: shop }) =>
      said(`${provider} ${shop} was exported again since, with other values.`, null),
    ),
    ...(before === after ? [] : [said(`It was reviewed ${before}, and is planned ${after} now.`, null)]),
  ]
}

function flagsText(selection: PlanSelection): string {
  const { prune, take } = selection
  const flags = [
    ...narrowedBy(selection),
    ...(prune.length > 0 ? [`--prune ${prune.join(',')}`] : []),
    ...(take ? [`--take ${take.side}`, ...take.attributes.map((label) => `--attribute ${label}`)] : []),
  ]
  return flags.length === 0 ? 'without narrowing flags' : `with ${flags.join(' ')}`
}
