import type { MarkdownView } from '../ui/markdown/report-markdown.ts'
import type { Report } from '../ui/report/report.ts'
import { jsonPieces, markdownPieces, type Render, textPieces } from './report.ts'
import type { ReportFlags } from './report-flags.ts'

export const RUN_FORMATS = ['text', 'json', 'markdown'] as const
type RunFormat = (typeof RUN_FORMATS)[number]

interface Shown extends Pick<MarkdownView, 'about' | 'elsewhere'> {
  report: Report
  /** What `json` shows. */
  document: object
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
