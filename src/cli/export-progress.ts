import type { SourceProgress } from '../model/source.ts'
import type { Exported } from '../services/export.ts'
import { renderExportProgress } from '../ui/export.ts'
import { everySeconds } from './progress.ts'
import type { Session } from './session.ts'

export interface ExportMeter {
  show: SourceProgress
  /** Takes the line away, so that something else can be said. */
  clear(): void
}

const TERMINAL_SECONDS = 0.2
const LOG_SECONDS = 15

/** How far a read is: one line that changes in a terminal, a line now and then elsewhere. */
export function exportProgress(
  { clock, ci, log }: Pick<Session, 'clock' | 'ci' | 'log'>,
  remark: (lines: string[]) => void,
): ExportMeter {
  const began = clock.now()
  const live = process.stderr.isTTY === true && !ci
  const now = everySeconds(live ? TERMINAL_SECONDS : LOG_SECONDS, clock)
  let shown = false
  const diary = log.part('export')
  return {
    show(progress) {
      diary.write('debug', 'export.progress', { ...progress })
      now(() => {
        const text = renderExportProgress({ ...progress, seconds: (clock.now() - began) / 1000 })
        if (!live) return remark([text])
        shown = true
        process.stderr.write(`\r\u001b[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`)
      })
    },
    clear() {
      if (shown) process.stderr.write('\r\u001b[2K')
      shown = false
    },
  }
}

/** Tells the log what an export holds. */
export function logExport({ log }: Pick<Session, 'log'>, { file, kept, header }: Exported): void {
  const { query: _, ...told } = header
  log.part('export').write('info', 'export.finished', { file, kept, ...told })
}
