import { SHOP } from '../../model/edge-names.ts'
import { shapeOf, text } from '../../model/shape.ts'
import type { ExportMemory, KnownExport } from '../../model/state.ts'
import { Cells } from './cells.ts'
import type { Connection } from './connection.ts'

export function sqliteExports(connection: Connection): ExportMemory {
  return {
    remember: (known) => connection.write(() => saveExport(connection, known)),
    list: () => connection.read(() => listExports(connection)),
  }
}

const HEADER_SHAPE = shapeOf({ provider: text, [SHOP]: text })

export function saveExport(connection: Connection, { path, header }: KnownExport): void {
  connection
    .statement('INSERT INTO exports (path, header) VALUES (?, ?) ON CONFLICT DO UPDATE SET header = excluded.header')
    .run(path, JSON.stringify(header))
}

export function listExports(connection: Connection): KnownExport[] {
  const cells = new Cells(connection.file, 'exports')
  const rows = connection.statement('SELECT path, header FROM exports ORDER BY path').all()
  return rows.map((row) => ({ path: cells.text(row, 'path'), header: cells.json(row, 'header', HEADER_SHAPE) }))
}
