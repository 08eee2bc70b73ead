import type { KeptQuality } from '../../model/quality.ts'
import { listOf, number, recordOf, shapeOf, text } from '../../model/shape.ts'
import type { QualityMemory } from '../../model/state.ts'
import { Cells, type Row } from './cells.ts'
import type { Connection } from './connection.ts'

/** More than anybody looks back at. */
const MOST = 1_000

export function sqliteQuality(connection: Connection): QualityMemory {
  return {
    keep: (scope, kept) => connection.write(() => keep(connection, scope, kept)),
    latest: (scope, most) =>
      connection.read(() => {
        const cells = new Cells(connection.file, 'quality')
        const select = connection.statement('SELECT * FROM quality WHERE scope = ? ORDER BY at DESC, command LIMIT ?')
        const rows = select.all(scope, most)
        return rows.reverse().map((row) => toKept(cells, row))
      }),
  }
}

function keep(connection: Connection, scope: string, { at, command, ...value }: KeptQuality): void {
  connection
    .statement('INSERT OR REPLACE INTO quality (scope, at, command, value) VALUES (?, ?, ?, ?)')
    .run(scope, at, command, JSON.stringify(value))
  connection
    .statement(
      'DELETE FROM quality WHERE scope = ? AND at < (SELECT at FROM quality WHERE scope = ? ORDER BY at DESC LIMIT 1 OFFSET ?)',
    )
    .run(scope, scope, MOST - 1)
}

const SHAPE = shapeOf({
  plan_id: text,
  items: number,
  valid: number,
  rejected: number,
  rate: number,
  rules: listOf(shapeOf({ id: text, severity: text, count: number })),
  defaults: recordOf(number),
})

export function toKept(cells: Cells, row: Row): KeptQuality {
  const value = cells.json<Omit<KeptQuality, 'at' | 'command'>>(row, 'value', SHAPE)
  return { at: cells.text(row, 'at'), command: cells.oneOf(row, 'command', ['plan', 'apply'] as const), ...value }
}
