import { createHash } from 'node:crypto'
import { scopeOf } from '../../model/baseline.ts'
import type { Fields } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Applied, Change } from '../../model/target.ts'
import { sameValue } from '../../model/values.ts'
import { BASELINE } from './attribute-form.ts'
import { changedRow, liveRow, newRow, revisionOf } from './row.ts'
import type { Store } from './store.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Makes one change in memory, or says why not. */
export function perform(store: Store, change: Change, kind: KindTraits): Applied {
  const text = store.rows.get(change.key)
  if (change.action === 'create') return text === undefined ? create(store, change, kind) : found(store, change, kind)
  return change.action === 'delete' ? remove(store, change, text) : update(store, change, { kind, text })
}

function remove({ rows, baselines }: Store, { key, revision, unseen }: Change, text: string | undefined): Applied {
  if (text === undefined) return { outcome: 'already', id: key, notes: [] }
  if (unseen) return conflict(`${key} is there again.`)
  if (revision !== revisionOf({ text, baseline: baselines.get(key) })) return { outcome: 'outdated' }
  rows.delete(key)
  baselines.delete(key)
  return { outcome: 'applied', id: key, notes: [] }
}

function create(store: Store, { key, fields }: Change, kind: KindTraits): Applied {
  const { [BASELINE]: baseline, ...values } = fields
  store.rows.set(key, newRow(key, values, kind.groups))
  keep(store, key, baseline)
  return { outcome: 'applied', id: key, notes: [] }
}

/** A row of that key is the same product if all values agree; its baseline names the run and so never does. */
function found(store: Store, { key, fields, volatile, scope }: Change, kind: KindTraits): Applied {
  const text = store.rows.get(key) as string
  const live = liveRow(key, { text, baseline: store.baselines.get(key) }, kind.groups)
  const owner = scopeOf(live, BASELINE, digest)
  if (owner !== null && scope !== undefined && owner !== scope) {
    return conflict(`${key} is there already and belongs to scope ${owner}.`)
  }
  const { [BASELINE]: _, ...values } = fields
  const differing = differences(live.fields, values, kind).filter((path) => !volatile.includes(path))
  if (differing.length === 0) return { outcome: 'already', id: key, notes: [] }
  return conflict(`${key} is there already with other values: ${differing.join(', ')}.`)
}

function update(
  store: Store,
  { key, id, fields, revision }: Change,
  { kind, text }: { kind: KindTraits; text: string | undefined },
): Applied {
  if (text === undefined || id !== key) return gone(key)
  const baseline = store.baselines.get(key)
  if (revision !== undefined && revision !== revisionOf({ text, baseline })) return { outcome: 'outdated' }
  const live = liveRow(key, { text, baseline }, kind.groups)
  const { [BASELINE]: wanted = baseline, ...values } = fields
  const sameBaseline = (wanted ?? '') === (baseline ?? '')
  if (sameBaseline && differences(live.fields, values, kind).length === 0) {
    return { outcome: 'already', id: key, notes: [] }
  }
  store.rows.set(key, changedRow(text, values, kind.groups))
  if (BASELINE in fields) keep(store, key, fields[BASELINE])
  return { outcome: 'applied', id: key, notes: [] }
}

function differences(there: Fields, values: Fields, kind: KindTraits): string[] {
  return Object.keys(values).filter((path) => !sameValue(kind.field(path).holds, there[path], values[path]))
}

function keep({ baselines }: Store, key: string, baseline: unknown): void {
  if (typeof baseline === 'string' && baseline !== '') baselines.set(key, baseline)
  else baselines.delete(key)
}

function gone(key: string): Applied {
  const message = `There is no row ${key} any more.`
  const hint = 'Plan again: it is made anew.'
  return { outcome: 'rejected', status: 404, code: 'row-gone', message, hint, attempts: 1 }
}

function conflict(message: string): Applied {
  return { outcome: 'conflict', message, hint: 'Look at the row, and plan again.' }
}
