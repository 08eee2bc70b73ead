import { andMore } from '../report/fewer.ts'
import type { Block, Lines, Table } from '../report/report.ts'
import { plain } from '../report/report.ts'
import { diffLines } from './diff.ts'
import { fence, inline } from './escape.ts'
import { phraseMarkdown } from './phrase.ts'
import type { Room } from './room.ts'

/** Blocks one after the other, with blank lines between; all changes that follow each other are one patch. */
export function blocksMarkdown(blocks: Block[], room: Room): string[] {
  const parts: string[][] = []
  let patch: string[] = []
  const endPatch = () => {
    if (patch.length > 0) parts.push(fence('diff', patch))
    patch = []
  }
  for (const block of blocks) {
    if (block.is === 'changes') {
      patch.push(...diffLines(block, room))
      continue
    }
    endPatch()
    parts.push(block.is === 'lines' ? listMarkdown(block, room) : tableMarkdown(block, room))
  }
  endPatch()
  return parts.flatMap((part, at) => (at === 0 ? part : ['', ...part]))
}

/** Sentences as a list; those that are indented belong to the one before. */
export function listMarkdown({ lines }: Pick<Lines, 'lines'>, { sentence }: Room): string[] {
  return lines.map((phrase) => `${plain(phrase).startsWith('  ') ? '  ' : ''}- ${phraseMarkdown(phrase, sentence)}`)
}

function tableMarkdown({ columns, rows, more }: Table, { name }: Room): string[] {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    row(columns.map(inline)),
    row(columns.map(() => '---')),
    ...rows.map((cells) => row(cells.map((cell) => phraseMarkdown(cell, name)))),
    ...(more > 0 ? ['', andMore(more)] : []),
  ]
}
