import type { MatchReport } from '../model/match-report.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { FEW } from './first-few.ts'
import { ambiguous, contradicted, guesses, unmatched } from './match-listings.ts'
import { quality } from './match-quality.ts'
import { rates } from './match-rate.ts'
import { lines, type Report, type Section, strong } from './report/report.ts'
import { count } from './words.ts'

/** So many listings of each sort are shown to people. */
export const LISTINGS = 20

/** How listings were matched: what needs a decision first, the rate last. `rows`: so many listings of each sort. */
export function reviewMatches(report: MatchReport, { scope, rows }: { scope: string; rows: number }): Report {
  const { matches, unmatched: none, ambiguous: several } = report
  const total = matches.length + none.length + several.length
  const sections = [
    contradicted(report, rows),
    guesses(report, rows),
    ambiguous(report, rows),
    unmatched(report, rows),
    quality(report),
    remarks(report),
  ]
  return {
    title: `Matches for ${scope}`,
    head: [[strong(`Matches for ${scope}: `), `${count(total, 'listing')} against the ${report.belong_to[1]}.`]],
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    closing: rates(report),
  }
}

function remarks({ diagnostics }: MatchReport): Section {
  const shown = [...Map.groupBy(diagnostics, ({ code }) => code).values()].flatMap((group) => group.slice(0, FEW))
  const blocks = shown.length === 0 ? [] : [lines(...renderDiagnostics(shown))]
  return { id: 'remarks', title: 'Remarks', weight: 'note', blocks }
}
