import { fewer } from '../report/fewer.ts'
import type { Section } from '../report/report.ts'
import { blocksMarkdown } from './blocks.ts'
import { denseBlocks, densestBlocks } from './dense.ts'
import { htmlText, inline, oneLine } from './escape.ts'
import type { Room } from './room.ts'

type Form = (section: Section, room: Room) => string[]

/**
 * How a section can be shown, from everything to as little as may be. What is an alarm is never folded and keeps all of
 * its entries.
 */
export const SECTION_FORMS: { [weight in Section['weight']]: Form[] } = {
  alarm: [full, dense(60), dense(24), densest],
  change: [full, rows(20), rows(5), rows(2), titleOnly],
  note: [full, titleOnly],
}

/** A section in one of its forms. */
export function sectionIn(section: Section, form: number, room: Room): string[] {
  const shown = SECTION_FORMS[section.weight][form] ?? full
  return shown(section, room)
}

function full(section: Section, room: Room): string[] {
  return section.blocks.length === 0
    ? titleOnly(section, room)
    : framed(section, blocksMarkdown(section.blocks, room), room)
}

function rows(most: number): Form {
  return (section, room) => full(fewer(section, most), room)
}

/** `side`: columns for each side of a change. */
function dense(side: number): Form {
  return (section, room) => framed(section, denseBlocks(section.blocks, { ...room, value: side }), room)
}

function densest(section: Section, room: Room): string[] {
  return framed(section, densestBlocks(section.blocks, room), room)
}

function titleOnly({ title, weight }: Section, { name }: Room): string[] {
  const shown = inline(oneLine(title, name))
  return weight === 'alarm' ? [`### ⚠ ${shown}`] : [`- ${shown}`]
}

/** So many lines are not folded away. */
const FEW_LINES = 40

function framed(section: Section, body: string[], room: Room): string[] {
  const { title, weight } = section
  if (weight === 'alarm') return [...titleOnly(section, room), '', ...body]
  const open = weight === 'change' && body.length <= FEW_LINES ? ' open' : ''
  return [`<details${open}><summary>${htmlText(oneLine(title, room.name))}</summary>`, '', ...body, '', '</details>']
}
