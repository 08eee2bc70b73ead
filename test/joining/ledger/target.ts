import type { Fields } from '../../../src/model/fields.ts'
import type { LiveResource } from '../../../src/model/live.ts'
import type { Applied, Change, Target } from '../../../src/model/target.ts'
import { LEDGER } from './traits.ts'

export interface Row {
  kind: string
  key: string
  id: string
  revision: number
  fields: Fields
}

/** What stands in a ledger: plain rows, which people may edit. */
export interface Book {
  rows: Row[]
  last: number
}

export function emptyBook(): Book {
  return { rows: [], last: 0 }
}

export function rowOf(book: Book, kind: string, key: string): Row | undefined {
  return book.rows.find((row) => row.kind === kind && row.key === key)
}

/** A ledger in memory: rows refer to one another by ids, and are only changed by who has seen them last. */
export function createLedger(book: Book): Target {
  const counts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  return {
    traits: LEDGER,
    connect: async () => ({ account: 'ledger', windows: [] }),
    async read() {
      counts.reads += 1
      const of = (kind: string) => book.rows.filter((row) => row.kind === kind).map(live)
      const resources = Object.fromEntries(LEDGER.kinds.map(({ name }) => [name, of(name)]))
      return { read_at: '2026-11-21T03:00:00Z', complete: true, resources, missing: [] }
    },
    async look(named) {
      counts.reads += 1
      return named.flatMap(({ kind, key }) => {
        const row = rowOf(book, kind, key)
        return row ? [live(row)] : []
      })
    },
    async write(change) {
      counts.writes += 1
      return WRITES[change.action](book, change)
    },
    calls: () => ({ ...counts }),
    allow: () => undefined,
    close: async () => undefined,
  }
}

function live({ kind, key, id, revision, fields }: Row): LiveResource {
  const filled = Object.entries(fields).filter(([, value]) => value !== null)
  return { kind, key, id, revision: String(revision), fields: Object.fromEntries(filled) }
}

const REFERENCES = { record: 'record', entry: 'entry' }

/** A reference to a row that is not there. */
function dangling({ rows }: Book, fields: Fields): string | undefined {
  return Object.entries(REFERENCES)
    .filter(([path]) => fields[path] !== undefined)
    .find(([path, kind]) => !rows.some((row) => row.kind === kind && row.id === fields[path]))?.[0]
}

function create(book: Book, { kind, key, fields }: Change): Applied {
  const there = rowOf(book, kind, key)
  if (there) return { outcome: 'conflict', message: `${key} is there already.`, hint: 'Plan again.' }
  const lost = dangling(book, fields)
  if (lost !== undefined) return refused(`${key} refers to no ${lost}.`)
  book.last += 1
  const id = `${kind}-${book.last}`
  book.rows.push({ kind, key, id, revision: 1, fields: { ...fields } })
  return { outcome: 'applied', id, notes: [] }
}

function update(book: Book, { id, fields, revision }: Change): Applied {
  const row = book.rows.find((one) => one.id === id)
  if (!row) return refused('It is gone.')
  if (revision !== undefined && revision !== String(row.revision)) return { outcome: 'outdated' }
  if (dangling(book, fields) !== undefined) return refused('It refers to nothing.')
  row.fields = { ...row.fields, ...fields }
  row.revision += 1
  return { outcome: 'applied', id: row.id, notes: [] }
}

/** What others refer to stays. */
function remove(book: Book, { id, key, revision }: Change): Applied {
  const row = book.rows.find((one) => one.id === id)
  if (!row) return { outcome: 'already', id: id ?? '', notes: [] }
  if (revision !== undefined && revision !== String(row.revision)) return { outcome: 'outdated' }
  const referred = book.rows.some(({ fields }) => Object.keys(REFERENCES).some((path) => fields[path] === id))
  if (referred) return refused(`Something refers to ${key}.`)
  book.rows = book.rows.filter((one) => one !== row)
  return { outcome: 'applied', id: row.id, notes: [] }
}

const WRITES = { create, update, delete: remove }

function refused(message: string): Applied {
  return { outcome: 'rejected', status: 422, code: 'refused', message, hint: 'Look at the ledger.', attempts: 1 }
}
