import type { Finding } from '../../model/earlier.ts'
import type { FindingMemory } from '../../model/state.ts'
import { Cells, type Row } from './cells.ts'
import type { Connection } from './connection.ts'

export function sqliteFindings(connection: Connection): FindingMemory {
  const { file } = connection
  return {
    find: (account, subject) =>
      connection.read(() => {
        const select = connection.statement('SELECT at, value FROM findings WHERE account = ? AND subject = ?')
        const row = select.get(account, subject)
        return row === undefined ? null : toFinding(new Cells(file, 'findings'), row)
      }),
    keep: (account, subject, { at, value }) =>
      connection.write(() => {
        connection
          .statement('INSERT OR REPLACE INTO findings (account, subject, at, value) VALUES (?, ?, ?, ?)')
          .run(account, subject, at, JSON.stringify(value))
      }),
  }
}

export function toFinding(cells: Cells, row: Row): Finding {
  return { at: cells.text(row, 'at'), value: cells.json(row, 'value', () => null) }
}
