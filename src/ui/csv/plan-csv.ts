import { parseAddress } from '../../model/address.ts'
import { isAlike, whyAlike } from '../../model/alike.ts'
import type { Json } from '../../model/json.ts'
import type { Address, Blocked, Operation, Plan } from '../../model/plan.ts'
import { ownedText } from '../plan/adoptions.ts'
import { placeOf } from '../plan/differences.ts'
import { fieldsIn, fieldsOf } from '../plan/fields.ts'
import { type Cell, csvTable } from './records.ts'
import { bothCells, valueCell } from './values.ts'

const COLUMNS = [
  ...(['section', 'operation', 'action', 'address', 'kind', 'key', 'field', 'before', 'after'] as const),
  ...(['last_written', 'source', 'path', 'risk', 'code', 'message'] as const),
]

type Row = { [column in (typeof COLUMNS)[number]]?: Cell }

/** A plan for a spreadsheet: a row for every value that changes, then what is overwritten or left alone, and why. */
export function planCsv(plan: Plan): Iterable<string> {
  return csvTable(COLUMNS, rowsOf(plan))
}

function* rowsOf(plan: Plan): Generator<Row> {
  for (const operation of plan.operations) yield* operationRows(operation)
  for (const { reason, ...moved } of plan.overwrites) yield movedRow('overwrites', moved, reason)
  yield* leftAlone(plan)
  for (const entry of plan.blocked) yield blockedRow(entry)
  for (const entry of plan.ambiguous.filter(isAlike))
    yield { section: 'ambiguous', ...named(entry.address), code: entry.code, message: whyAlike(entry) }
  for (const { address, since, message } of plan.gone)
    yield {
      section: 'gone',
      ...named(address),
      ...(since === null ? {} : { code: `since ${since.slice(0, 10)}` }),
      message,
    }
  for (const { address, rule, path, message } of plan.rejected ?? [])
    yield { section: 'rejected', ...named(address), path, code: rule, message }
  for (const { address, targets, message } of plan.stale) {
    for (const target of targets)
      yield { section: 'stale', ...named(address), field: '/targets', before: target, message }
  }
}

/** What is overwritten has its row already. */
function* leftAlone({ overwrites, conflicts, drift }: Plan): Generator<Row> {
  const written = new Set(overwrites.map(placeOf))
  for (const { kind, ...moved } of conflicts) if (!written.has(placeOf(moved))) yield movedRow('conflicts', moved, kind)
  for (const { decision, back, ...moved } of drift)
    if (!written.has(placeOf(moved))) yield { ...movedRow('drift', moved, decision), ...back }
}

interface Moved {
  address: Address
  field: string
  last_written: Json
  live: Json
  desired: Json
}

function movedRow(section: string, { address, field, last_written, live, desired }: Moved, code: string): Row {
  const [before, after] = bothCells(live, desired)
  return { section, ...named(address), field, before, after, last_written: valueCell(last_written), code }
}

function blockedRow({ id, address, action, code, message, hint }: Blocked): Row {
  return { section: 'blocked', operation: id, action, ...named(address), code, message: `${message} ${hint}` }
}

function named(address: Address): Pick<Row, 'address' | 'kind' | 'key'> {
  return { address, ...parseAddress(address) }
}

/** One for every value, and for every end of a link; one for what changes no value. */
function* operationRows(operation: Operation): Generator<Row> {
  const { id, action, address, kind, key, risk, reason, provenance } = operation
  const common: Row = { section: 'operations', operation: id, action, address, kind, key, risk, message: reason }
  const changes = changesOf(operation)
  if (action === 'adopt') yield { ...common, after: ownedText(operation) }
  else if (changes.length === 0) yield common
  for (const { field, before, after } of changes) {
    const { source = '', path = '' } = provenance[field] ?? {}
    yield { ...common, field, before, after, source, path }
  }
}

interface Change {
  field: string
  before: Cell
  after: Cell
}

function changesOf(operation: Operation): Change[] {
  const { action, before } = operation
  if (action === 'link' || action === 'unlink') return endsOf(operation)
  if (action === 'delete') return fieldsIn(before).map(({ pointer, to }) => gone(pointer, to))
  return fieldsOf(operation).map(({ pointer, from, to }) => {
    const [old, now] = before === null ? ['', valueCell(to)] : bothCells(from, to)
    return { field: pointer, before: old, after: now }
  })
}

function gone(field: string, value: Json): Change {
  return { field, before: valueCell(value), after: '' }
}

/** What is linked, and what is linked no more. */
function endsOf(operation: Operation): Change[] {
  return fieldsOf(operation).flatMap(({ pointer: field, from, to }) => {
    const [old, now] = [new Set(listed(from)), new Set(listed(to))]
    return [
      ...[...now.difference(old)].map((end) => ({ field, before: '', after: end })),
      ...[...old.difference(now)].map((end) => ({ field, before: end, after: '' })),
    ]
  })
}

function listed(value: Json): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
