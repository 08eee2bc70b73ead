import type { QualityReport } from '../model/quality-report.ts'
import { qualityCsv } from '../ui/csv/quality-csv.ts'
import { reviewQuality } from '../ui/quality.ts'
import { jsonPieces, markdownPieces, type Render, textPieces } from './report.ts'
import type { ReportFlags } from './report-flags.ts'

export const QUALITY_FORMATS = ['text', 'json', 'markdown', 'html', 'csv'] as const
export type QualityFormat = (typeof QUALITY_FORMATS)[number]

/** So many rejected items are shown to people. */
const ROWS = 20

/** The quality of items in each format; those for programs hold all of it. */
export function qualityForms(
  report: QualityReport,
  flags: ReportFlags<QualityFormat>,
): { [format in QualityFormat]: Render } {
  const about = { what: 'quality', scope: report.scope }
  return {
    text: (layout) => textPieces(reviewQuality(report, ROWS), { ...layout, whole: false }),
    json: () => jsonPieces(report),
    markdown: () =>
      markdownPieces(reviewQuality(report, ROWS), flags, { about, elsewhere: 'sync quality --format csv' }),
    html: async () => {
      const { reportHtml } = await import('../ui/html/report-html.tsx')
      return reportHtml(reviewQuality(report, Number.POSITIVE_INFINITY))
    },
    csv: () => qualityCsv(report),
  }
}
