import { parseAddress } from '../../model/address.ts'
import { fewOf } from '../../model/counted.ts'
import type { Plan, Stale } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { atFirstDot } from '../words.ts'
import { counted, countedAt, keyOf } from './nouns.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** Products of ours that the source has no more: since when, and what becomes of them. */
export function gone({ gone: list }: Plan, { rows }: Reading): Section | null {
  if (list.length === 0) return null
  const shown = spread(list, rows)
  // A product and a variant of it may have one SKU.
  const several = new Set(list.map(({ address }) => parseAddress(address).kind)).size > 1
  const table = shown.map(({ address, key, message }) => [several ? address : key, message])
  const more = list.length - shown.length
  const block: Block = { is: 'table', columns: [several ? 'Address' : 'Product', 'What happens'], rows: table, more }
  return note('gone', `Gone from the source: ${countedAt(list.map(({ address }) => address))} of ours`, block)
}

/** Links of ours without a reason to be there, and whether they are removed. */
export function stale({ stale: list }: Plan, { rows }: Reading): Section | null {
  if (list.length === 0) return null
  const shown = spread(list, rows)
  const table = shown.map(({ address, targets, message }) => {
    const [relationship, source] = atFirstDot(keyOf(address))
    return [relationship, `${source} -> ${fewOf(targets.map(keyOf), rows)}`, message]
  })
  const more = list.length - shown.length
  const block: Block = { is: 'table', columns: ['Relationship', 'Link', 'What happens'], rows: table, more }
  return note('stale', `Links of ours that no longer follow from the source: ${linksText(list)}`, block)
}

/** `2 pairs` */
function linksText(list: Stale[]): string {
  return counted(
    'link',
    list.reduce((total, { targets }) => total + targets.length, 0),
  )
}

function note(id: string, title: string, block: Block): Section {
  return { id, title, weight: 'note', blocks: [block] }
}
