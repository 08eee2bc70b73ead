import { isEmpty } from '../../../model/json.ts'
import type { Conflict, Operation, Overwrite, Plan } from '../../../model/plan.ts'
import { WHY } from '../../plan/alarms.ts'
import { differencesOf } from '../../plan/differences.ts'
import { type FieldChange, fieldsOf } from '../../plan/fields.ts'
import { type Terms, termsOf } from '../../plan/group.ts'
import { insteadOf } from '../../plan/removals.ts'
import { usesOf } from '../../plan/uploads.ts'
import { httpsAddress } from '../https.ts'
import type { Pages } from '../pages.ts'

/** What the rest of a plan says about an operation, looked up by address. */
export interface Context extends Terms {
  pages: Pages
  /** Where uploads fetch their files. */
  sources: ReadonlyMap<string, string>
  /** What shows the files that are uploaded. */
  uses: ReadonlyMap<string, string[]>
  overwrites: ReadonlyMap<string, Overwrite>
  conflicting: ReadonlySet<string>
  remarks: ReadonlyMap<string, string[]>
  /** Where the account's value stays, and why a link goes. */
  settled: ReadonlyMap<string, Conflict[]>
  instead: ReturnType<typeof insteadOf>
}

export function contextOf(plan: Plan, pages: Pages): Context {
  const { operations, overwrites, diagnostics } = plan
  const remarks = new Map<string, string[]>()
  for (const { address, message } of diagnostics) {
    if (address !== null) remarks.set(address, [...(remarks.get(address) ?? []), message])
  }
  return {
    ...termsOf(plan),
    pages,
    sources: sourcesOf(operations),
    uses: usesOf(
      new Set(operations.filter(({ action }) => action === 'upload').map(({ address }) => address)),
      operations,
    ),
    overwrites: new Map(overwrites.map((entry) => [place(entry.address, entry.field), entry])),
    conflicting: new Set(differencesOf(plan).conflicts.map(({ address }) => address)),
    remarks,
    settled: Map.groupBy(differencesOf(plan).settled, ({ address }) => address),
    instead: insteadOf(
      operations,
      operations.filter(({ action }) => action === 'unlink'),
    ),
  }
}

function sourcesOf(operations: Operation[]): Map<string, string> {
  const sources = new Map<string, string>()
  for (const { action, address, after } of operations) {
    const source = action === 'upload' ? httpsAddress(after.url) : null
    if (source !== null) sources.set(address, source)
  }
  return sources
}

function place(address: string, pointer: string): string {
  return `${address} ${pointer}`
}

/** Why a person has to look at a field, `null` where nothing speaks for it. */
export function alarmOf(
  { address, action }: Operation,
  { pointer, from, to, part }: FieldChange,
  { overwrites }: Context,
): string | null {
  const overwrite = overwrites.get(place(address, pointer))
  if (overwrite) return `replaces a person's value: ${WHY[overwrite.reason]}`
  if (part !== undefined) return 'removes it as a whole'
  return action === 'update' && isEmpty(to) && !isEmpty(from) ? 'empties the value' : null
}

/** Ids of the alarms of the report that speak of it. */
export function alarmsOf(operation: Operation, { overwrites, conflicting }: Context): string[] {
  const { address, action } = operation
  const fields = action === 'update' ? fieldsOf(operation) : []
  return [
    ...(fields.some(({ pointer }) => overwrites.has(place(address, pointer))) ? ['overwrites'] : []),
    ...(fields.some(({ from, to, part }) => isEmpty(to) && !isEmpty(from) && part === undefined) ? ['emptied'] : []),
    ...(fields.some(({ part }) => part !== undefined) ? ['removed-parts'] : []),
    ...(action === 'delete' ? ['deletes'] : []),
    ...(action === 'unlink' ? ['unlinks'] : []),
    ...(conflicting.has(address) ? ['conflicts'] : []),
  ]
}
