import type { Block, Changes, Table } from '../report/report.ts'
import { isValueChange, plain } from '../report/report.ts'
import { bothSides } from '../values/difference.ts'
import { listMarkdown } from './blocks.ts'
import { fence, oneLine } from './escape.ts'
import type { Room } from './room.ts'

/** Blocks with all of their entries, each on one line. */
export function denseBlocks(blocks: Block[], room: Room): string[] {
  return ofAll(blocks, room, (block) => (block.is === 'table' ? rowLines(block, room) : changeLines(block, room)))
}

/** Blocks with the names of all entries, and without their values: together what is alike. */
export function densestBlocks(blocks: Block[], room: Room): string[] {
  const pairs = blocks.flatMap((block) => (block.is === 'changes' ? namesIn(block, room) : []))
  return ofAll(blocks, room, (block) => {
    if (block.is === 'table') return together(block.rows.map((row) => splitRow(row.map(plain), room)))
    return block === blocks.find(({ is }) => is === 'changes') ? together(pairs) : []
  })
}

function ofAll(blocks: Block[], room: Room, lines: (block: Table | Changes) => string[]): string[] {
  const sentences = blocks.flatMap((block) => (block.is === 'lines' ? listMarkdown(block, room) : []))
  const rest = blocks.flatMap((block) => (block.is === 'lines' ? [] : lines(block)))
  return [...sentences, ...(rest.length > 0 ? fence('', rest) : [])]
}

function rowLines({ rows }: Table, { name }: Room): string[] {
  return rows.map((row) => row.map((cell) => oneLine(plain(cell), name)).join('  '))
}

function changeLines({ title, changes }: Changes, room: Room): string[] {
  return changes.map((change) => {
    const where = `${oneLine(plain(title), room.name)} ${oneLine(change.name, room.name)}`
    if (!isValueChange(change)) return `${where}: ${oneLine(plain(change.phrase), room.name)}`
    return `${where}: ${bothSides(change.from, change.to, room.value).join(' -> ')}`
  })
}

type Pair = [of: string, name: string]

function namesIn({ title, changes }: Changes, { name }: Room): Pair[] {
  return changes.map((change) => [oneLine(plain(title), name), oneLine(change.name, name)])
}

function splitRow(cells: string[], { name }: Room): Pair {
  return [oneLine(cells.slice(0, -1).join(' '), name), oneLine(cells.at(-1) ?? '', name)]
}

/** What many have in common is said once, whichever side it is. */
function together(pairs: Pair[]): string[] {
  const byName = Map.groupBy(pairs, ([, name]) => name)
  const byOwner = Map.groupBy(pairs, ([of]) => of)
  if (byName.size <= byOwner.size)
    return [...byName].flatMap(([name, list]) =>
      filled(
        name,
        list.map(([of]) => of),
      ),
    )
  return [...byOwner].flatMap(([of, list]) =>
    filled(
      of,
      list.map(([, name]) => name),
    ),
  )
}

const WIDTH = 100

/** A head and what belongs to it, in lines that are read without scrolling. */
function filled(head: string, entries: string[]): string[] {
  const lines: string[] = []
  let line = `${head}:`
  for (const [at, entry] of entries.entries()) {
    const text = at === entries.length - 1 ? entry : `${entry},`
    if (line.length + text.length >= WIDTH && line !== '') {
      lines.push(line)
      line = ' '
    }
    line += ` ${text}`
  }
  return [...lines, line]
}
