import type { DriftReport } from '../model/drift-report.ts'
import { driftCsv } from '../ui/csv/drift-csv.ts'
import { reviewDrift } from '../ui/drift/review.ts'
import { driftDocument } from './drift-document.ts'
import { jsonPieces, markdownPieces, type Render, textPieces } from './report.ts'
import type { ReportFlags } from './report-flags.ts'

export const DRIFT_FORMATS = ['text', 'json', 'markdown', 'html', 'csv'] as const
export type DriftFormat = (typeof DRIFT_FORMATS)[number]

/** How drift is shown in each format; values are whole in all of them, but for Markdown that must fit. */
export function driftForms(report: DriftReport, flags: ReportFlags<DriftFormat>): { [format in DriftFormat]: Render } {
  return {
    text: (layout) => textPieces(reviewDrift(report), { ...layout, whole: true }),
    json: () => jsonPieces(driftDocument(report)),
    markdown: () => driftMarkdown(report, flags),
    html: async () => {
      const { reportHtml } = await import('../ui/html/report-html.tsx')
      return reportHtml(reviewDrift(report))
    },
    csv: () => driftCsv(report),
  }
}

export function driftMarkdown(report: DriftReport, flags: Pick<ReportFlags, 'max-bytes'>): string[] {
  const about = { what: 'drift', scope: report.scope }
  return markdownPieces(reviewDrift(report), flags, { about, elsewhere: 'sync drift --format csv' })
}
