import { isDeepStrictEqual } from 'node:util'
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

/** Labels that people keep from now on, in one entry. */
export interface Keeping {
  /** Where its key is written. */
  at: { line: number; column: number }
  labels: string[]
}

/**
 * The text of an override file with labels added to the `keep` of an entry; everything else stays as it is, letter for
 * letter. `null`: the entry is laid out in a way that nothing can be added to.
 */
export function addKeep(text: string, { at, labels }: Keeping): string | null {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { prettyErrors: false, lineCounter })
  const entry = entryOf(document, ({ range: [start] }) => {
    const { line, col } = lineCounter.linePos(start)
    return line === at.line && col === at.column
  })
  if (entry === null) return null
  const known = keptIn(entry)
  const added = labels.filter((label) => !known.includes(label))
  if (added.length === 0) return text
  const edit = editOf(text, entry, added)
  if (edit === null) return null
  const result = text.slice(0, edit.at) + edit.insert + text.slice(edit.at)
  return saysTheSame(result, { document, key: String(entry.key.value), keep: [...known, ...added] }) ? result : null
}

interface Edit {
  at: number
  insert: string
}

type Entry = Pair<{ range: [number, number, number]; value: unknown }, unknown>

function entryOf(document: Document.Parsed, isWanted: (key: Entry['key']) => boolean): Entry | null {
  const overrides = document.get('overrides')
  if (document.errors.length > 0 || !isMap(overrides)) return null
  const entries = overrides.items as Entry[]
  return entries.find(({ key }) => isScalar(key) && isWanted(key as Entry['key'])) ?? null
}

function keptIn({ value }: Entry): string[] {
  const keep = isMap(value) ? value.get('keep') : undefined
  return isSeq(keep) ? keep.items.map((item) => String(isScalar(item) ? item.value : item)) : []
}

function editOf(text: string, { key, value }: Entry, labels: string[]): Edit | null {
  if (isMap(value)) {
    const keep = value.items.find((pair) => isScalar(pair.key) && pair.key.value === 'keep')
    if (keep !== undefined) return isSeq(keep.value) ? intoList(text, keep.value, labels.map(labelText)) : null
    return value.flow ? intoBraces(value, keepText(labels)) : asFirst(text, value, keepText(labels))
  }
  const isEmpty = value === null || (isScalar(value) && value.value === null && value.source === '')
  return isEmpty ? below(text, key.range, keepText(labels)) : null
}

/** A list of labels as YAML takes it. */
export function keepText(labels: string[]): string {
  return `keep: [${labels.map(labelText).join(', ')}]`
}

/** A label that YAML takes for exactly this text. */
function labelText(label: string): string {
  const isPlain = /^[A-Za-z_][\w.-]*$/.test(label) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(label)
  return isPlain ? label : JSON.stringify(label)
}

function intoList(text: string, list: YAMLSeq, labels: string[]): Edit | null {
  const last = list.items.at(-1) as { range?: [number, number, number] } | undefined
  if (list.flow) {
    if (!last?.range) return { at: (list.range?.[0] ?? 0) + 1, insert: labels.join(', ') }
    return { at: last.range[1], insert: labels.map((label) => `, ${label}`).join('') }
  }
  if (!last?.range) return null
  const dash = text.lastIndexOf('-', last.range[0])
  const indent = columnOf(text, dash)
  return {
    at: lineEnd(text, last.range[1]),
    insert: labels.map((label) => `${newline(text)}${indent}- ${label}`).join(''),
  }
}

function intoBraces(map: YAMLMap, keep: string): Edit | null {
  const pair = map.items.at(-1)
  if (!pair) return { at: (map.range?.[0] ?? 0) + 1, insert: ` ${keep} ` }
  const last = (pair.value ?? pair.key) as { range?: [number, number, number] }
  return last.range ? { at: last.range[1], insert: `, ${keep}` } : null
}

/** In front of what the entry says already, on a line of its own. */
function asFirst(text: string, map: YAMLMap, keep: string): Edit | null {
  const start = (map.items[0]?.key as { range?: [number, number, number] } | undefined)?.range?.[0]
  if (start === undefined) return null
  return { at: start, insert: `${keep}${newline(text)}${columnOf(text, start)}` }
}

/** An entry that says nothing yet, such as a stub: its comments follow. */
function below(text: string, [start, end]: [number, number, number], keep: string): Edit {
  const indent = `${columnOf(text, start)}  `
  return { at: lineEnd(text, end), insert: `${newline(text)}${indent}${keep}` }
}

/** As many blanks as stand in front of a place in its line. */
function columnOf(text: string, at: number): string {
  return ' '.repeat(at - (text.lastIndexOf('\n', at - 1) + 1))
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/\r?\n/)
  return end < 0 ? text.length : from + end
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

interface Expected {
  document: Document.Parsed
  key: string
  keep: string[]
}

/** Whatever the layout: the file must say what it said before, and no more than was asked for. */
function saysTheSame(text: string, { document, key, keep }: Expected): boolean {
  const now = parseDocument(text, { prettyErrors: false })
  if (now.errors.length > 0) return false
  const expected = document.toJS() as { overrides: { [key: string]: object | null } }
  const entry = expected.overrides[key]
  expected.overrides[key] = { ...entry, keep }
  return isDeepStrictEqual(now.toJS(), expected)
}
