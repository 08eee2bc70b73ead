import type { RunDetails } from '../services/runs.ts'
import type { MarkdownView } from '../ui/markdown/report-markdown.ts'
import type { Report } from '../ui/report/report.ts'
import { reviewRun } from '../ui/run-details.ts'
import { jsonPieces, markdownPieces, type Render, textPieces } from './report.ts'
import type { ReportFlags } from './report-flags.ts'
import type { runCommands } from './run-commands.ts'

export const RUN_FORMATS = ['text', 'json', 'markdown'] as const
type RunFormat = (typeof RUN_FORMATS)[number]

interface Shown extends Pick<MarkdownView, 'about' | 'elsewhere'> {
  report: Report
  /** What `json` shows. */
  document: object
}

/** One run: what is shown of it, with what can be done about it. */
export function oneRun(details: RunDetails, scope: string, commands: ReturnType<typeof runCommands>): Shown {
  const { run_id } = details
  const report = reviewRun(details, { retry: commands.retry(run_id), undo: commands.undo(run_id) })
  return { report, document: details, about: { what: 'run', scope }, elsewhere: `sync runs show ${run_id}` }
}

/** A run as Markdown in so many bytes at most. */
export function runMarkdown({ report, about, elsewhere }: Shown, maxBytes: number): string[] {
  return markdownPieces(report, { 'max-bytes': maxBytes }, { about, elsewhere })
}

/** How runs are shown in each format. */
export function runForms(
  { report, document, ...shown }: Shown,
  flags: ReportFlags<RunFormat>,
): { [format in RunFormat]: Render } {
  return {
    text: (layout) => textPieces(report, { ...layout, whole: false }),
    json: () => jsonPieces(document),
    markdown: () => markdownPieces(report, flags, shown),
  }
}
