import type { MatchReport } from '../model/match-report.ts'
import { type Block, lines, type Section } from './report/report.ts'
import { count, furtherOf, itemName } from './words.ts'

interface Listings {
  id: string
  title: string
  columns: string[]
  rows: string[][]
  /** What is said before them. */
  said?: string[]
}

function listings({ id, title, columns, rows, said = [] }: Listings, most: number): Section {
  const table: Block = { is: 'table', columns, rows: rows.slice(0, most), more: Math.max(0, rows.length - most) }
  const blocks: Block[] = [...(said.length > 0 ? [lines(...said)] : []), table]
  return {
    id,
    title: `${title}: ${count(rows.length, 'listing')}`,
    weight: 'change',
    blocks: rows.length === 0 ? [] : blocks,
  }
}

/** Matches that other evidence speaks against. */
export function contradicted({ matches }: MatchReport, most: number): Section {
  const rows = matches
    .filter(({ disagreed }) => disagreed.length > 0)
    .map((match) => [
      itemName(match),
      match.canonical_sku,
      match.method,
      match.value,
      [
        ...match.disagreed.map(({ method, value, sku }) =>
          value === sku ? `${method} ${sku}` : `${method} ${value}: ${sku}`,
        ),
        ...furtherOf(match),
      ].join('; '),
    ])
  const columns = ['Listing', 'Product', 'Method', 'Value', 'But']
  return listings({ id: 'contradicted', title: 'Matched, and contradicted by other evidence', columns, rows }, most)
}

/** Matches by likeness alone. */
export function guesses({ matches }: MatchReport, most: number): Section {
  const rows = matches.filter(({ guess }) => guess).map((match) => [itemName(match), match.canonical_sku, match.method])
  const columns = ['Listing', 'Product', 'Method']
  return listings({ id: 'guesses', title: 'Guesses, without an identifier behind them', columns, rows }, most)
}

/** Listings that could be several products. */
export function ambiguous(report: MatchReport, most: number): Section {
  const rows = report.ambiguous.map((entry) => [
    itemName(entry),
    [...entry.candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`), ...furtherOf(entry)].join(
      ', ',
    ),
  ])
  const columns = ['Listing', 'Candidates']
  const title = 'Ambiguous, linked to nothing until an override decides'
  return listings({ id: 'ambiguous', title, columns, rows }, most)
}

/** Listings that no product was found for, the most frequent reasons first. */
export function unmatched(report: MatchReport, most: number): Section {
  const rows = report.unmatched.map((entry) => [
    itemName(entry),
    entry.class,
    entry.near ? `${entry.message} Near: ${[...entry.near, ...furtherOf(entry)].join(', ')}.` : entry.message,
  ])
  const columns = ['Listing', 'Class', 'Why']
  return listings({ id: 'unmatched', title: 'Unmatched', columns, rows, said: reasons(report) }, most)
}

function reasons({ unmatched: list }: MatchReport): string[] {
  const groups = Map.groupBy(list, ({ code }) => code)
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([code, group]) => `${code}: ${group.length}`)
}
