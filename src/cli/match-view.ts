import type { MatchReport } from '../model/match-report.ts'
import { matchCsv } from '../ui/csv/match-csv.ts'
import { LISTINGS, reviewMatches } from '../ui/match.ts'
import { jsonPieces, markdownPieces, type Render, textPieces } from './report.ts'
import type { ReportFlags } from './report-flags.ts'

export const MATCH_FORMATS = ['text', 'json', 'markdown', 'html', 'csv'] as const
export type MatchFormat = (typeof MATCH_FORMATS)[number]

/** How the match report is shown in each format; those for programs hold all of it. */
export function matchForms(
  report: MatchReport,
  { scope, flags }: { scope: string; flags: ReportFlags<MatchFormat> },
): { [format in MatchFormat]: Render } {
  const shown = (rows: number) => reviewMatches(report, { scope, rows })
  const about = { what: 'matches', scope }
  return {
    text: (layout) => textPieces(shown(LISTINGS), { ...layout, whole: false }),
    json: () => jsonPieces(report),
    markdown: () => markdownPieces(shown(LISTINGS), flags, { about, elsewhere: 'sync match --format csv' }),
    html: async () => {
      const { reportHtml } = await import('../ui/html/report-html.tsx')
      return reportHtml(shown(Number.POSITIVE_INFINITY))
    },
    csv: () => matchCsv(report),
  }
}
