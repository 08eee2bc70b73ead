import { grouped } from '../../model/figures.ts'
import type { Block, Section } from './report.ts'
import { lines } from './report.ts'

/** A section with no more than so many blocks, and so many rows in each; the rest is counted. */
export function fewer(section: Section, most: number): Section {
  const rest = section.blocks.length - most
  const blocks = section.blocks.slice(0, most).map((block) => shortened(block, most))
  return { ...section, blocks: rest > 0 ? [...blocks, lines(andMore(rest))] : blocks }
}

function shortened(block: Block, most: number): Block {
  if (block.is === 'lines') {
    const rest = block.lines.length - most
    return rest > 0 ? lines(...block.lines.slice(0, most), andMore(rest)) : block
  }
  if (block.is === 'table') {
    return { ...block, rows: block.rows.slice(0, most), more: block.more + Math.max(0, block.rows.length - most) }
  }
  const more = block.more + Math.max(0, block.changes.length - most)
  return { ...block, changes: block.changes.slice(0, most), more }
}

/** What is said of that which is not shown. */
export function andMore(rest: number): string {
  return `… and ${grouped(rest)} more`
}
