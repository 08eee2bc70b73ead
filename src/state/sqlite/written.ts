import type { Fields } from '../../model/fields.ts'
import { object } from '../../model/shape.ts'
import type { WrittenValues } from '../../model/state.ts'
import { Cells, type Row } from './cells.ts'
import type { Connection } from './connection.ts'

interface Place {
  account: string
  sku: string
  run_id: string
}

/** Keeps full values beside the fingerprints of baselines. They make messages richer, and decide nothing. */
export function saveWritten(connection: Connection, place: Place, fields: Fields): void {
  const before = loadWritten(connection, place.account, place.sku)?.fields
  replaceWritten(connection, place, { ...before, ...fields })
}

export function replaceWritten(connection: Connection, place: Place, fields: Fields): void {
  connection
    .statement(
      'INSERT INTO written (account, sku, run_id, fields) VALUES (?, ?, ?, ?) ' +
        'ON CONFLICT DO UPDATE SET run_id = excluded.run_id, fields = excluded.fields',
    )
    .run(place.account, place.sku, place.run_id, JSON.stringify(fields))
}

/** `null` when nothing is known of the product. */
export function loadWritten(connection: Connection, account: string, sku: string): WrittenValues | null {
  const row = connection.statement('SELECT * FROM written WHERE account = ? AND sku = ?').get(account, sku)
  return row === undefined ? null : toWritten(connection, row)
}

export function toWritten({ file }: Connection, row: Row): WrittenValues {
  const cells = new Cells(file, 'written')
  return { run_id: cells.text(row, 'run_id'), fields: cells.json(row, 'fields', object) }
}
