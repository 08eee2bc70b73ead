import { grouped } from '../../model/figures.ts'
import type { Conflict, Drift, Plan } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { lines } from '../report/report.ts'
import { count, some } from '../words.ts'
import { byResource, valuesOn } from './alarms.ts'
import { blocked } from './blocked.ts'
import { matchNotes } from './match-notes.ts'
import { keyOf } from './nouns.ts'
import type { Reading } from './reading.ts'
import { remarks } from './remarks.ts'
import { spread } from './samples.ts'
import { linksText } from './stale-links.ts'

/** What is left alone, and why; short. */
export function notes(plan: Plan, reading: Reading): Section[] {
  const sections = [
    blocked(plan, reading),
    drifted(plan, reading),
    gone(plan, reading),
    stale(plan, reading),
    unadopted(plan, reading),
    kept(plan, reading),
    ...matchNotes(plan, reading),
    remarks(plan, reading),
  ]
  return sections.filter((section) => section !== null)
}

function drifted({ drift }: Plan, reading: Reading): Section | null {
  const spared = drift.filter(({ decision }) => decision === 'spared')
  return differing('drift', 'Drift, changed by people since the last apply and left alone', { list: spared, reading })
}

function unadopted({ conflicts }: Plan, reading: Reading): Section | null {
  const list = conflicts.filter(({ kind }) => kind === 'unadopted')
  return differing('unadopted', 'Not written by this program, and left alone', { list, reading })
}

function kept({ conflicts }: Plan, reading: Reading): Section | null {
  const list = conflicts.filter(({ kind }) => kind === 'kept')
  return differing('kept', 'Kept, since people may refine these fields', { list, reading })
}

/** Values that stay as they are although the source says another. */
function differing(
  id: string,
  title: string,
  { list, reading }: { list: (Drift | Conflict)[]; reading: Reading },
): Section | null {
  if (list.length === 0) return null
  const blocks = byResource(list, () => undefined)
  return note(id, `${title} (live -> source): ${valuesOn(list)}`, few(blocks, reading.rows))
}

function gone({ gone: list }: Plan, { rows }: Reading): Section | null {
  if (list.length === 0) return null
  const shown = spread(list, rows)
  const table = shown.map(({ key, message }) => [key, message])
  const block: Block = { is: 'table', columns: ['Product', 'Why'], rows: table, more: list.length - shown.length }
  return note('gone', `Gone from the source: ${count(list.length, 'product')} of ours`, [block])
}

function stale({ stale: list }: Plan, { rows }: Reading): Section | null {
  if (list.length === 0) return null
  const shown = spread(list, rows)
  const table = shown.map(({ address, targets }) => {
    const [relationship, ...source] = keyOf(address).split('.')
    return [relationship ?? '', `${source.join('.')} -> ${some(targets.map(keyOf), rows)}`]
  })
  const block: Block = { is: 'table', columns: ['Relationship', 'Link'], rows: table, more: list.length - shown.length }
  return note('stale', `Links of ours that no longer follow from the source: ${linksText(list)}`, [block])
}

function note(id: string, title: string, blocks: Block[]): Section {
  return { id, title, weight: 'note', blocks }
}

/** So many of them, from the whole range, and how many more there are. */
function few(blocks: Block[], rows: number): Block[] {
  const shown = spread(blocks, rows)
  const rest = blocks.length - shown.length
  return rest === 0 ? shown : [...shown, lines(`… and ${grouped(rest)} more`)]
}
