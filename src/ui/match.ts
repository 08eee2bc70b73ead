import { ITEM_ID } from '../model/edge-names.ts'
import type { Findings, MatchReport, SideQuality } from '../model/match-report.ts'
import type { MatchCounts } from '../model/plan.ts'
import { shownCode } from '../model/text.ts'
import { renderDiagnostics } from './diagnostics.ts'
import type { Section } from './sections.ts'
import { count, itemName, some } from './words.ts'

/** How the first title of the report begins. */
export const MATCH_TITLE = 'Matched'

/** The match report in sections, the rate first. */
export function matchSections(report: MatchReport): Section[] {
  return [
    rates(report),
    {
      title: 'Matched, and contradicted by other evidence',
      lines: [],
      columns: [ITEM_ID, 'canonical_sku', 'method', 'value', 'but'],
      rows: report.matches
        .filter(({ disagreed }) => disagreed.length > 0)
        .map((match) => [
          itemName(match),
          match.canonical_sku,
          match.method,
          match.value,
          match.disagreed
            .map(({ method, value, sku }) => (value === sku ? `${method} ${sku}` : `${method} ${value}: ${sku}`))
            .join('; '),
        ]),
    },
    {
      title: 'Guesses, without an identifier behind them',
      lines: [],
      columns: [ITEM_ID, 'canonical_sku', 'method'],
      rows: report.matches
        .filter(({ guess }) => guess)
        .map((match) => [itemName(match), match.canonical_sku, match.method]),
    },
    {
      title: 'Ambiguous, linked to nothing until an override decides',
      lines: [],
      columns: [ITEM_ID, 'candidates'],
      rows: report.ambiguous.map((entry) => [
        itemName(entry),
        entry.candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`).join(', '),
      ]),
    },
    {
      title: 'Unmatched',
      lines: reasons(report),
      columns: [ITEM_ID, 'class', 'why'],
      rows: report.unmatched.map((entry) => [
        itemName(entry),
        entry.class,
        entry.near ? `${entry.message} Near: ${entry.near.join(', ')}.` : entry.message,
      ]),
    },
    quality(report),
    { title: 'Remarks', lines: remarks(report), columns: [], rows: [] },
  ]
}

function rates({ rate, by_class, by_method, matches, unmatched, ambiguous }: MatchReport): Section {
  const total = matches.length + unmatched.length + ambiguous.length
  const methods = Object.entries(by_method).map(([method, number]) => `${method} ${number.toLocaleString('en-US')}`)
  const sellable = sum(by_class, ({ name }) => name !== 'parent')
  const parents = sum(by_class, ({ name }) => name === 'parent')
  return {
    title: `${MATCH_TITLE} ${matches.length.toLocaleString('en-US')} of ${count(total, 'listing')} (${rate} %)`,
    lines: [
      `Sellable listings: ${share(sellable)}; variation parents: ${share(parents)}.`,
      ...(methods.length > 0 ? [`By method: ${methods.join(', ')}.`] : []),
      `${unmatched.length.toLocaleString('en-US')} unmatched, ${ambiguous.length.toLocaleString('en-US')} ambiguous.`,
    ],
    columns: [],
    rows: [],
  }
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
  return `${matched.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}${percent}`
}

function reasons({ unmatched }: MatchReport): string[] {
  const groups = Map.groupBy(unmatched, ({ code }) => code)
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([code, group]) => `${code}: ${group.length}`)
}

function quality({ quality: { source, target, alike_skus } }: MatchReport): Section {
  const alike =
    alike_skus.count === 0
      ? []
      : [`SKUs that differ in case or spaces alone: ${alike_skus.first.map((skus) => skus.join(' and ')).join(', ')}.`]
  return {
    title: 'Data quality',
    lines: [...side('Source', 'sellable listing', source), ...side('Target', 'canonical product', target), ...alike],
    columns: [],
    rows: [],
  }
}

const NAMED = 5

function side(name: string, noun: string, found: SideQuality): string[] {
  const told = <T>(what: string, { count: number, first }: Findings<T>, show: (entry: T) => string): string[] =>
    number === 0
      ? []
      : [`${name}: ${number.toLocaleString('en-US')} ${what}: ${some(first.map(show), NAMED)}${more(number, first)}.`]
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
  return number > first.length ? ` (the first ${first.length} of ${number.toLocaleString('en-US')})` : ''
}

function remarks({ diagnostics }: MatchReport): string[] {
  const shown = [...Map.groupBy(diagnostics, ({ code }) => code).values()].flatMap((group) => group.slice(0, NAMED))
  return renderDiagnostics(shown)
}
