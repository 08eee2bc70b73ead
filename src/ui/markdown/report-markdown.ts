import { grouped } from '../../model/figures.ts'
import type { Phrase, Report, Section } from '../report/report.ts'
import { pieces, textOf } from '../report/report.ts'
import { listMarkdown } from './blocks.ts'
import { codeSpan, inline, oneLine } from './escape.ts'
import { markerOf } from './marker.ts'
import { phraseMarkdown } from './phrase.ts'
import { type Room, roomIn } from './room.ts'
import { sectionIn } from './section.ts'
import { shorteningSteps } from './shortening.ts'

export interface MarkdownView {
  /** What is shown, and of which scope: a bot finds its comment by it. */
  about: { what: string; scope: string }
  maxBytes: number
  /** Nothing is cut. */
  whole: boolean
  /** The command that shows all of it. */
  elsewhere: string
}

/** A report for a pull request or a summary of a job: what matters most comes first, and what is long is folded. */
export function reportMarkdown(report: Report, view: MarkdownView): string[] {
  const room = roomIn(view)
  const { sections } = report
  const parts = sections.map((section) => (isTooMuch(section, view) ? null : sectionIn(section, 0, room)))
  const shortened = new Set<Section['weight']>()
  const document = (over = false) =>
    assembled(report, {
      parts: parts.filter((part) => part !== null),
      remark: remarkOn(shortened, view, over),
      view,
      room,
    })
  for (const { at, form, weight } of shorteningSteps(sections)) {
    const text = parts.includes(null) ? null : document()
    if (text !== null && fits(text, view)) return text
    parts[at] = sectionIn(sections[at] as Section, form, room)
    shortened.add(weight)
  }
  const shortest = document()
  return fits(shortest, view) ? shortest : document(true)
}

/** Each entry takes more bytes than that. */
const LEAST_BYTES = 4

/** Known without trying, which would take long. */
function isTooMuch({ blocks }: Section, { maxBytes }: MarkdownView): boolean {
  const entries = blocks.map((block) =>
    block.is === 'lines' ? block.lines : block.is === 'table' ? block.rows : block.changes,
  )
  return entries.reduce((sum, { length }) => sum + length, 0) * LEAST_BYTES > maxBytes
}

function fits(text: string[], { maxBytes }: MarkdownView): boolean {
  return text.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) <= maxBytes
}

interface Parts {
  parts: string[][]
  remark: string[]
  view: MarkdownView
  room: Room
}

function assembled(report: Report, { parts, remark, view, room }: Parts): string[] {
  const { title, ids = {}, closing } = report
  const verdict = closing.at(-1)
  const facts = [...headOf(report), ...closing.slice(0, -1)]
  return [
    markerOf(view.about),
    `## ${inline(oneLine(title, room.name))}`,
    '',
    ...(verdict === undefined ? [] : [phraseMarkdown(verdict, room.sentence), '']),
    ...remark,
    ...listMarkdown({ lines: facts }, room),
    ...Object.entries(ids).map(([name, value]) => `- ${inline(name)}: ${codeSpan(value)}`),
    ...parts.flatMap((part) => ['', ...part]),
  ]
}

/** The heading says the title already. */
function headOf({ title, head: [first, ...rest] }: Report): Phrase[] {
  if (first === undefined) return []
  const [start, ...more] = pieces(first)
  return start !== undefined && textOf(start).trim() === `${title}:` ? [more, ...rest] : [first, ...rest]
}

const WHAT: { [weight in Section['weight']]: string } = {
  note: 'notes',
  change: 'changes',
  alarm: 'values that people must not miss',
}

/** What was left out for want of space, and where it is shown. */
function remarkOn(shortened: ReadonlySet<Section['weight']>, view: MarkdownView, over: boolean): string[] {
  if (shortened.size === 0) return []
  const limit = `${grouped(view.maxBytes)} bytes`
  const what = [...shortened].map((weight) => WHAT[weight])
  const list = what.length < 3 ? what.join(' and ') : `${what.slice(0, -1).join(', ')} and ${what.at(-1)}`
  return [
    over
      ? `> This is longer than the ${limit} asked for: what is marked with ⚠ is named in full.`
      : `> Shortened to fit into ${limit}.`,
    `> Not shown in full: ${list}. ${codeSpan(view.elsewhere)} shows everything.`,
    '',
  ]
}
