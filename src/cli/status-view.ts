import type { StatusReport } from '../model/status-report.ts'
import { statusCsv } from '../ui/csv/status-csv.ts'
import { reviewStatus } from '../ui/status.ts'
import { jsonPieces, markdownPieces, type Render, textPieces } from './report.ts'
import type { ReportFlags } from './report-flags.ts'

export const STATUS_FORMATS = ['text', 'json', 'markdown', 'html', 'csv'] as const
export type StatusFormat = (typeof STATUS_FORMATS)[number]

/** So many resources of each status are shown to people. */
const ROWS = 20

/** How everything stands in each format; those for programs hold all of it. */
export function statusForms(
  report: StatusReport,
  flags: ReportFlags<StatusFormat> & { short: boolean },
): { [format in StatusFormat]: Render } {
  const { short } = flags
  const about = { what: 'status', scope: report.scope }
  const some = { rows: ROWS, short }
  return {
    text: (layout) => textPieces(reviewStatus(report, some), { ...layout, whole: false }),
    json: () => jsonPieces(report),
    markdown: () => markdownPieces(reviewStatus(report, some), flags, { about, elsewhere: 'sync status --format csv' }),
    html: async () => {
      const { reportHtml } = await import('../ui/html/report-html.tsx')
      return reportHtml(reviewStatus(report, { rows: Number.POSITIVE_INFINITY, short }))
    },
    csv: () => statusCsv(report),
  }
}
