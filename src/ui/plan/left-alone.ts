import { grouped } from '../../model/figures.ts'
import type { Conflict, Drift, Plan } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { lines } from '../report/report.ts'
import { heldApart, valuesOn } from './by-resource.ts'
import { differencesOf } from './differences.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** Changed by people; with where the source could take it, of which nothing is sent. */
export function drifted(plan: Plan, reading: Reading): Section | null {
  const { drift } = differencesOf(plan)
  const undoing = plan.purpose?.command === 'undo'
  const title = undoing
    ? 'Changed since, and left alone (live -> before)'
    : 'Drift, changed by people since the last apply and left alone (live -> source)'
  const list = heldApart(drift, {
    note: (entry) => (reading.back ? placeBack(entry) : undefined),
    ...(undoing ? { other: 'Before' } : {}),
  })
  return listed({
    id: 'drift',
    title,
    list: drift,
    blocks: [...few(list, reading.rows), ...wouldGoBack(drift, reading)],
  })
}

function placeBack({ back }: Drift): string | undefined {
  return back && `could go back to ${back.source}: ${back.path}`
}

function wouldGoBack(drift: Drift[], { back: shown }: Reading): Block[] {
  const able = drift.filter(({ back }) => back !== undefined)
  if (able.length === 0) return []
  const sources = [...new Set(able.map(({ back }) => back?.source))].join(' and ')
  const where = shown ? '' : ' (--details says to which fields)'
  return [lines(`${grouped(able.length)} of these values could go back to ${sources}${where}; nothing is sent there.`)]
}

export function unadopted(plan: Plan, reading: Reading): Section | null {
  const { unadopted: list } = differencesOf(plan)
  return differing('unadopted', 'Not written by this program, and left alone', { list, reading })
}

export function kept(plan: Plan, reading: Reading): Section | null {
  const { kept: list } = differencesOf(plan)
  return differing('kept', 'Kept, since people may refine these fields', { list, reading })
}

/** Values that stay as they are although the source says another. */
function differing(
  id: string,
  title: string,
  { list, reading }: { list: Conflict[]; reading: Reading },
): Section | null {
  const blocks = few(heldApart(list), reading.rows)
  return listed({ id, title: `${title} (live -> source)`, list, blocks })
}

function listed({
  list,
  title,
  id,
  blocks,
}: Pick<Section, 'id' | 'title' | 'blocks'> & { list: { address: string }[] }) {
  if (list.length === 0) return null
  return { id, title: `${title}: ${valuesOn(list)}`, weight: 'note' as const, blocks }
}

/** So many of them, from the whole range, and how many more there are. */
export function few(blocks: Block[], rows: number): Block[] {
  const shown = spread(blocks, rows)
  const rest = blocks.length - shown.length
  return rest === 0 ? shown : [...shown, lines(`… and ${grouped(rest)} more`)]
}
