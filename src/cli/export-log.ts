import type { Exported } from '../services/export.ts'
import type { Session } from './session.ts'

/** Tells the log what an export holds. */
export function logExport({ log }: Pick<Session, 'log'>, { file, kept, header }: Exported): void {
  const { query: _, ...told } = header
  log.part('export').write('info', 'export.finished', { file, kept, ...told })
}
