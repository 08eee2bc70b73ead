import type { ExportHeader } from '../model/export.ts'
import type { State } from './database.ts'

export interface KnownExport {
  path: string
  header: ExportHeader
}

/** Remembers an export's header: it outlives the file. */
export function rememberExport({ database }: State, { path, header }: KnownExport): void {
  database
    .prepare('INSERT INTO exports (path, header) VALUES (?, ?) ON CONFLICT DO UPDATE SET header = excluded.header')
    .run(path, JSON.stringify(header))
}

/** All exports that were made or read here, by path. */
export function knownExports({ database }: State): KnownExport[] {
  const rows = database.prepare('SELECT path, header FROM exports ORDER BY path').all()
  return rows.map(({ path, header }) => ({ path: String(path), header: JSON.parse(String(header)) as ExportHeader }))
}
