import { decodeEntities } from '../../model/text.ts'

/** Elements whose content nobody reads. */
const UNREAD = /^(?:script|style|template|head)$/
/** Elements that begin on a line of their own. */
const BLOCK = /^(?:address|article|blockquote|br|dd|div|dl|dt|figure|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul)$/

/** What is read of a text with markup: without its tags, blocks on lines of their own, references decoded once. */
export function withoutMarkup(text: string): string {
  const parts: string[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('<', at)
    if (open < 0) break
    parts.push(text.slice(at, open))
    const { end, shown } = tagAt(text, open)
    parts.push(shown)
    at = end
  }
  parts.push(text.slice(at))
  return tidy(decodeEntities(parts.join('')))
}

/** A tag that begins or ends something, as no plain text has it. */
const TAG =
  /<\/?(?:p|br|div|ul|ol|li|b|i|u|a|em|strong|span|h[1-6]|table|tbody|tr|td|th|img|hr|pre|blockquote)(?:\s[^<>]*)?\/?>/i

/** A plain text with its paragraphs and lines as markup, and everything else in it as it is read; what has markup stays. */
export function asMarkup(text: string): string {
  if (TAG.test(text)) return text
  const plain = decodeEntities(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const paragraphs = plain.split(/(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*/).map((one) => one.trim())
  return paragraphs
    .filter((one) => one !== '')
    .map((one) => `<p>${one.replace(/\s*(?:\r\n|\r|\n)\s*/g, '<br>')}</p>`)
    .join('\n')
}

interface Tag {
  /** Where the text goes on. */
  end: number
  /** What stands in its place. */
  shown: string
}

/** A sign that begins no tag is text, as in `a < b`. */
function tagAt(text: string, open: number): Tag {
  if (text.startsWith('<!--', open)) return { end: after(text, '-->', open + 4), shown: '' }
  const [, slash, name = ''] = /^<(\/?)([a-z][a-z\d]*)/i.exec(text.slice(open, open + 30)) ?? []
  if (slash === undefined && text[open + 1] !== '!') return { end: open + 1, shown: '<' }
  const end = after(text, '>', open)
  const element = name.toLowerCase()
  if (slash === '' && UNREAD.test(element)) return { end: endOf(element, text, end), shown: '' }
  return { end, shown: BLOCK.test(element) ? '\n' : '' }
}

/** The place behind what is looked for; the end of the text where it is not there. */
function after(text: string, sought: string, from: number): number {
  const found = text.indexOf(sought, from)
  return found < 0 ? text.length : found + sought.length
}

/** The place behind the end of an element. */
function endOf(element: string, text: string, from: number): number {
  const closing = new RegExp(`</${element}[^>]*>`, 'gi')
  closing.lastIndex = from
  return closing.test(text) ? closing.lastIndex : text.length
}

function tidy(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
