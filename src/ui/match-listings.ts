import { ITEM_ID } from '../model/edge-names.ts'
import type { MatchReport } from '../model/match-report.ts'
import type { Section } from './sections.ts'
import { itemName } from './words.ts'

/** Matches that other evidence speaks against. */
export function contradicted({ matches }: MatchReport): Section {
  const rows = matches
    .filter(({ disagreed }) => disagreed.length > 0)
    .map((match) => [
      itemName(match),
      match.canonical_sku,
      match.method,
      match.value,
      match.disagreed
        .map(({ method, value, sku }) => (value === sku ? `${method} ${sku}` : `${method} ${value}: ${sku}`))
        .join('; '),
    ])
  const columns = [ITEM_ID, 'canonical_sku', 'method', 'value', 'but']
  return { title: 'Matched, and contradicted by other evidence', lines: [], columns, rows }
}

/** Matches by likeness alone. */
export function guesses({ matches }: MatchReport): Section {
  const rows = matches.filter(({ guess }) => guess).map((match) => [itemName(match), match.canonical_sku, match.method])
  const columns = [ITEM_ID, 'canonical_sku', 'method']
  return { title: 'Guesses, without an identifier behind them', lines: [], columns, rows }
}

/** Listings that could be several products. */
export function ambiguous(report: MatchReport): Section {
  const rows = report.ambiguous.map((entry) => [
    itemName(entry),
    entry.candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`).join(', '),
  ])
  const columns = [ITEM_ID, 'candidates']
  return { title: 'Ambiguous, linked to nothing until an override decides', lines: [], columns, rows }
}

/** Listings that no product was found for, the most frequent reasons first. */
export function unmatched(report: MatchReport): Section {
  const rows = report.unmatched.map((entry) => [
    itemName(entry),
    entry.class,
    entry.near ? `${entry.message} Near: ${entry.near.join(', ')}.` : entry.message,
  ])
  return { title: 'Unmatched', lines: reasons(report), columns: [ITEM_ID, 'class', 'why'], rows }
}

function reasons({ unmatched: list }: MatchReport): string[] {
  const groups = Map.groupBy(list, ({ code }) => code)
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([code, group]) => `${code}: ${group.length}`)
}
