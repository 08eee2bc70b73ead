import type { RemarkMemory } from '../../model/state.ts'
import { Cells } from './cells.ts'
import type { Connection } from './connection.ts'

export function sqliteRemarks(connection: Connection): RemarkMemory {
  return {
    shown: () => connection.read(() => shownRemarks(connection)),
    remember: (marks, { only }) => connection.write(() => rememberRemarks(connection, marks, only)),
  }
}

function shownRemarks(connection: Connection): Set<string> {
  const cells = new Cells(connection.file, 'remarks')
  const rows = connection.statement('SELECT mark FROM remarks').all()
  return new Set(rows.map((row) => cells.text(row, 'mark')))
}

function rememberRemarks(connection: Connection, marks: Iterable<string>, only: boolean): void {
  if (only) connection.statement('DELETE FROM remarks').run()
  const insert = connection.statement('INSERT INTO remarks (mark) VALUES (?) ON CONFLICT DO NOTHING')
  for (const mark of marks) insert.run(mark)
}
