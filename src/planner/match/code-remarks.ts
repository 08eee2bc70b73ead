import { fewOf } from '../../model/counted.ts'
import { diagnostic } from '../../model/diagnostic.ts'
import { grouped } from '../../model/figures.ts'
import type { Findings, SideQuality } from '../../model/match-report.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { shownCode } from '../../model/text.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { Population } from './population.ts'
import { assessQuality } from './quality.ts'
import type { Report } from './remarks.ts'

const NAMED = 5

/** Says which codes nothing is found by, and which are compared without the marks around them: a near miss is seen. */
export function remarkOnCodes(
  listings: readonly Listing[],
  { population, input }: { population: Population; input: PlanInput },
  report: Report,
): void {
  const { source, target } = assessQuality(listings, population.canonical, input.settings.target.canonical)
  remarkOnSide('listings', source, report)
  remarkOnSide(`canonical ${mainKind(input.traits).noun[1]}`, target, report)
}

function remarkOnSide(holders: string, { malformed, marked }: SideQuality, report: Report): void {
  const hint = 'Correct them where they are kept; "sync match" lists more of them.'
  if (malformed.count > 0) {
    const message = `${values(malformed)} of ${holders} ${malformed.count === 1 ? 'is' : 'are'} no GTIN, EAN or UPC, and nothing is matched by ${malformed.count === 1 ? 'it' : 'them'}: ${named(malformed)}.`
    report(diagnostic({ severity: 'warning', code: 'code-unusable', message, hint }))
  }
  if (marked.count > 0) {
    const message = `${values(marked)} of ${holders} ${marked.count === 1 ? 'has' : 'have'} marks around the digits and ${marked.count === 1 ? 'is' : 'are'} compared without: ${named(marked)}.`
    report(diagnostic({ severity: 'info', code: 'code-marked', message, hint }))
  }
}

function values({ count }: Findings<unknown>): string {
  return count === 1 ? '1 identifier' : `${grouped(count)} identifiers`
}

function named({ count, first }: Findings<{ id: string; value: string }>): string {
  const list = first.map(({ id, value }) => `${id} (${shownCode(value)})`)
  return fewOf(list, NAMED, count - list.length)
}
