import { fewOf } from '../model/counted.ts'
import { grouped } from '../model/figures.ts'
import type { Findings, MatchReport, SideQuality } from '../model/match-report.ts'
import { shownCode } from '../model/text.ts'
import { FEW } from './first-few.ts'
import { lines, type Section } from './report/report.ts'
import { count } from './words.ts'

/** What is wrong with the identifiers and SKUs on both sides. */
export function quality({ belong_to: [one], quality: { source, target, alike_skus } }: MatchReport): Section {
  const alike =
    alike_skus.count === 0
      ? []
      : [`SKUs that differ in case or spaces alone: ${alike_skus.first.map((skus) => skus.join(' and ')).join(', ')}.`]
  const found = [...side('Source', 'sellable listing', source), ...side('Target', one, target), ...alike]
  const blocks = found.length === 0 ? [] : [lines(...found)]
  return { id: 'quality', title: 'Data quality', weight: 'note', blocks }
}

function side(name: string, noun: string, found: SideQuality): string[] {
  const told = <T>(what: string, { count: number, first }: Findings<T>, show: (entry: T) => string): string[] =>
    number === 0 ? [] : [`${name}: ${grouped(number)} ${what}: ${fewOf(first.map(show), FEW)}${more(number, first)}.`]
  return [
    ...told(`of ${count(found.total, noun)} without a usable identifier`, found.missing, (id) => id),
    ...told('identifiers with a wrong check digit', found.bad_check_digits, shownIn),
    ...told('values that are no GTIN, EAN or UPC', found.malformed, shownIn),
    ...told('codes with marks around them, which are compared without', found.marked, shownIn),
    ...told('identifiers on several records', found.duplicates, ({ value, ids }) => `${value} on ${ids.join(' and ')}`),
  ]
}

function shownIn({ id, value }: { id: string; value: string }): string {
  return `${id} (${shownCode(value)})`
}

function more(number: number, first: unknown[]): string {
  return number > first.length ? ` (the first ${first.length} of ${grouped(number)})` : ''
}
