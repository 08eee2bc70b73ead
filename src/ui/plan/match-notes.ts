import { isAlike } from '../../model/alike.ts'
import { fewOf } from '../../model/counted.ts'
import type { Ambiguous, Plan } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { lines } from '../report/report.ts'
import { count, itemName } from '../words.ts'
import { type Reading, unmatchedKey } from './reading.ts'
import { spread } from './samples.ts'

/** Listings that are linked to nothing; those that were shown before are counted. */
export function matchNotes({ ambiguous, unmatched, summary }: Plan, { rows, seen }: Reading): Section[] {
  const rowsOf = (entries: Ambiguous[]) =>
    entries.map((entry) => ({ key: unmatchedKey(entry), row: candidates(entry, rows) }))
  const none = unmatched.map((entry) => ({
    key: unmatchedKey(entry),
    row: [itemName(entry), entry.class, entry.message],
  }))
  return [
    ...section({ id: 'alike', title: ALIKE_TITLE, rows: rowsOf(ambiguous.filter(isAlike)) }, { rows, seen }),
    ...section(
      {
        id: 'ambiguous',
        title: 'Ambiguous, linked to nothing until an override decides',
        rows: rowsOf(ambiguous.filter((entry) => !isAlike(entry))),
      },
      { rows, seen },
    ),
    ...section({ id: 'unmatched', title: apartTitle(summary), rows: none }, { rows, seen }),
  ]
}

const ALIKE_TITLE = 'Made by others already, it may be: nothing is made until one is told from the other'

function candidates(entry: Ambiguous, rows: number): string[] {
  const named = entry.candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`)
  return [itemName(entry), fewOf(named, rows, entry.more)]
}

/** In a master catalogue, which counts its kinds one by one, whatever belongs to nothing else is a product of its own. */
function apartTitle({ unchanged_by_kind }: Plan['summary']): string {
  return unchanged_by_kind === undefined ? 'Without a canonical product' : 'Products of their own, by an override'
}

interface Rows {
  id: string
  title: string
  rows: { key: string; row: string[] }[]
}

function section({ id, title, rows: all }: Rows, { rows, seen }: Pick<Reading, 'rows' | 'seen'>): Section[] {
  if (all.length === 0) return []
  const fresh = all.filter(({ key }) => !seen.has(key))
  const shown = spread(fresh, rows)
  const table: Block = {
    is: 'table',
    columns: COLUMNS[id] ?? [],
    rows: shown.map(({ row }) => row),
    more: fresh.length - shown.length,
  }
  const before = all.length - fresh.length
  const known =
    before === 0
      ? []
      : [lines(`${count(before, 'of them was', 'of them were')} shown by an earlier plan; --details shows all.`)]
  const heading = `${title}: ${count(all.length, 'listing')}`
  if (shown.length === 0)
    return [{ id, title: `${heading}, as before (--details shows them)`, weight: 'note', blocks: [] }]
  return [{ id, title: heading, weight: 'note', blocks: [table, ...known] }]
}

const COLUMNS: { [id: string]: string[] } = {
  alike: ['Listing', 'Candidates'],
  ambiguous: ['Listing', 'Candidates'],
  unmatched: ['Listing', 'Class', 'Why'],
}
