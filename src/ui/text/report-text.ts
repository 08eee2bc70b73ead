import { grouped } from '../../model/figures.ts'
import type { Block, Phrase, Report, Section } from '../report/report.ts'
import { changesText } from './changes-text.ts'
import { columnsOf, type Layout } from './layout.ts'
import { paint, styled } from './style.ts'
import { tableText } from './table-text.ts'
import { wrap } from './wrap.ts'

/** A report for a terminal, a pipe or a file. */
export function reportText({ head, sections, closing }: Report, layout: Layout): string[] {
  const parts = [
    sentences(head, layout),
    ...sections.map((section) => sectionText(section, layout)),
    sentences(closing, layout),
  ]
  return parts.filter(({ length }) => length > 0).flatMap((part, at) => (at === 0 ? part : ['', ...part]))
}

function sectionText({ title, weight, blocks }: Section, layout: Layout): string[] {
  const heading = weight === 'alarm' ? `! ${title}` : title
  const tone = weight === 'alarm' ? 'alarm' : 'strong'
  const text = blocks.length === 0 ? heading : `${heading}:`
  return [
    ...wrap(layout.colour ? paint(styled(text, false), tone) : styled(text, false), {
      width: columnsOf(layout),
      indent: 0,
    }),
    ...blocks.flatMap((block) => blockText(block, layout)),
  ]
}

function blockText(block: Block, layout: Layout): string[] {
  if (block.is === 'lines') return sentences(block.lines, layout, 4)
  const text = block.is === 'table' ? tableText(block, layout) : changesText(block, layout)
  return [...text, ...more(block.more, block.is === 'table' ? 4 : 6)]
}

function more(number: number, indent: number): string[] {
  return number > 0 ? [`${' '.repeat(indent)}… and ${grouped(number)} more`] : []
}

/** One that begins with blanks belongs to the one before. */
function sentences(phrases: Phrase[], layout: Layout, indent = 0): string[] {
  return phrases.flatMap((phrase) => {
    const text = styled(phrase, layout.colour)
    const blanks = text.length - text.trimStart().length
    return wrap(text.trimStart(), { width: columnsOf(layout), indent: indent + blanks })
  })
}
