import type { MatchReport } from '../model/match-report.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { FEW } from './first-few.ts'
import { ambiguous, contradicted, guesses, unmatched } from './match-listings.ts'
import { quality } from './match-quality.ts'
import { rates } from './match-rate.ts'
import type { Section } from './sections.ts'

/** The match report in sections, the rate first. */
export function matchSections(report: MatchReport): Section[] {
  return [
    rates(report),
    contradicted(report),
    guesses(report),
    ambiguous(report),
    unmatched(report),
    quality(report),
    { title: 'Remarks', lines: remarks(report), columns: [], rows: [] },
  ]
}

function remarks({ diagnostics }: MatchReport): string[] {
  const shown = [...Map.groupBy(diagnostics, ({ code }) => code).values()].flatMap((group) => group.slice(0, FEW))
  return renderDiagnostics(shown)
}
