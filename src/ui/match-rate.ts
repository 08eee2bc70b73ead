import { grouped } from '../model/figures.ts'
import type { MatchReport } from '../model/match-report.ts'
import type { MatchCounts } from '../model/plan-figures.ts'
import { type Phrase, strong } from './report/report.ts'
import { count } from './words.ts'

/** How much was matched, by class and by method, and last in all. */
export function rates({ rate, by_class, by_method, matches, unmatched, ambiguous }: MatchReport): Phrase[] {
  const total = matches.length + unmatched.length + ambiguous.length
  const methods = Object.entries(by_method).map(([method, number]) => `${method} ${grouped(number)}`)
  const sellable = sum(by_class, ({ name }) => name !== 'parent')
  const parents = sum(by_class, ({ name }) => name === 'parent')
  return [
    `Sellable listings: ${share(sellable)}; variation parents: ${share(parents)}.`,
    ...(methods.length > 0 ? [`By method: ${methods.join(', ')}.`] : []),
    `${grouped(unmatched.length)} unmatched, ${grouped(ambiguous.length)} ambiguous.`,
    [strong(`Matched ${grouped(matches.length)} of ${count(total, 'listing')} (${rate} %).`)],
  ]
}

type Group = MatchCounts['by_class'][string]

function sum(classes: MatchCounts['by_class'], wanted: (entry: { name: string }) => boolean): Group {
  const groups = Object.entries(classes).filter(([name]) => wanted({ name }))
  return groups.reduce(
    (all, [, { total, matched }]) => ({ total: all.total + total, matched: all.matched + matched }),
    { total: 0, matched: 0 },
  )
}

function share({ total, matched }: Group): string {
  const percent = total === 0 ? '' : ` (${Math.round((matched / total) * 1000) / 10} %)`
  return `${grouped(matched)} of ${grouped(total)}${percent}`
}
