import type { Fields } from '../model/fields.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { State } from './database.ts'

/** The values that were last written to a product, by path such as `label` or `attributes.amazon_title`. */
export interface WrittenValues {
  run_id: string
  fields: { [path: string]: Json }
}

interface Place {
  account: string
  sku: string
  run_id: string
}

/** Statements that keep full values beside the fingerprints of baselines. They make messages richer, and decide nothing. */
export function prepareWritten({ database }: State): { save(place: Place, fields: Fields): void } {
  const find = database.prepare('SELECT fields FROM written WHERE account = ? AND sku = ?')
  const save = database.prepare(
    'INSERT INTO written (account, sku, run_id, fields) VALUES (?, ?, ?, ?) ' +
      'ON CONFLICT DO UPDATE SET run_id = excluded.run_id, fields = excluded.fields',
  )
  return {
    save({ account, sku, run_id }, fields) {
      const row = find.get(account, sku)
      const before = row === undefined ? {} : (JSON.parse(String(row.fields)) as JsonObject)
      save.run(account, sku, run_id, JSON.stringify({ ...before, ...fields }))
    },
  }
}

/** What was last written to the product from here, `null` when that is not known. */
export function loadWritten({ database }: State, account: string, sku: string): WrittenValues | null {
  const row = database.prepare('SELECT run_id, fields FROM written WHERE account = ? AND sku = ?').get(account, sku)
  if (row === undefined) return null
  return { run_id: String(row.run_id), fields: JSON.parse(String(row.fields)) as WrittenValues['fields'] }
}
