import type { Json, JsonObject } from '../../model/json.ts'
import { lineFeeds } from './encoding.ts'
import { refused } from './errors.ts'
import type { BrokenRow, Row } from './rows.ts'

/** Characters; no record is longer. A file without an end to its first record must not fill the memory. */
const LONGEST = 1 << 24

/** One object a line. */
export async function* lineRows(text: AsyncIterable<string>, path: string): AsyncGenerator<Row | BrokenRow> {
  let rest = ''
  let line = 1
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST) throw endless(path, line + lines.length)
    for (const one of lines) {
      if (one.trim() !== '') yield rowOf(one, line)
      line += 1
    }
  }
  if (rest.trim() !== '') yield rowOf(rest, line)
}

/** A list of objects; each is read on its own, so that the list need not fit into memory as text. @throws ConfigError */
export async function* listRows(text: AsyncIterable<string>, path: string): AsyncGenerator<Row | BrokenRow> {
  const splitter = new ListSplitter(path)
  for await (const piece of text) yield* splitter.take(piece)
  splitter.end()
}

/** Finds where the members of a list begin and end: JSON itself is left to its parser. */
class ListSplitter {
  readonly #path: string
  #line = 1
  #depth = 0
  #inText = false
  #escaped = false
  /** What is read of the member so far, and where it began. */
  #member = ''
  #begins = 1
  #ended = false

  constructor(path: string) {
    this.#path = path
  }

  *take(piece: string): Generator<Row | BrokenRow> {
    let start = 0
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at] as string
      if (character === '\n') this.#line += 1
      if (this.#inText) this.#insideText(character)
      else if (character === '"') this.#inText = true
      else if (character === '[' || character === '{') {
        this.#depth += 1
        if (this.#depth > 1) continue
        this.#begin(character, piece.slice(start, at))
        start = at + 1
      } else if (this.#endsMember(character)) {
        yield* this.#close(piece.slice(start, at))
        start = at + 1
      }
    }
    this.#keep(piece.slice(start))
  }

  end(): void {
    if (this.#ended) return
    const problem = `breaks off: the list does not end (line ${this.#line})`
    throw refused(this.#path, { code: 'file-broken', problem, hint: 'Export it again.' })
  }

  #insideText(character: string): void {
    if (this.#escaped) this.#escaped = false
    else if (character === '\\') this.#escaped = true
    else if (character === '"') this.#inText = false
  }

  #begin(character: string, before: string): void {
    if (character !== '[' || this.#ended || (this.#member + before).trim() !== '') throw this.#noList()
    this.#member = ''
    this.#begins = this.#line
  }

  #endsMember(character: string): boolean {
    if (character === ',') return this.#depth === 1
    if (character !== ']' && character !== '}') return false
    this.#depth -= 1
    this.#ended = this.#depth === 0
    return this.#ended
  }

  *#close(text: string): Generator<Row | BrokenRow> {
    const member = this.#member + text
    this.#member = ''
    const line = this.#begins + lineFeeds(member.slice(0, member.length - member.trimStart().length))
    this.#begins = this.#line
    if (member.trim() !== '') yield rowOf(member, line)
  }

  #keep(text: string): void {
    if (this.#depth === 0 && text.trim() !== '') throw this.#noList()
    this.#member += text
    if (this.#member.length > LONGEST) throw endless(this.#path, this.#begins)
  }

  #noList() {
    const problem = `is no list of objects (line ${this.#line})`
    return refused(this.#path, { code: 'file-broken', problem, hint: 'Write [ { … }, { … } ], or one object a line.' })
  }
}

function endless(path: string, line: number) {
  const problem = `holds a record of more than 16 MB, which begins on line ${line}`
  return refused(path, { code: 'file-broken', problem, hint: 'Close what is open there.' })
}

function rowOf(text: string, line: number): Row | BrokenRow {
  const value = parse(text)
  if (value === undefined) return { line, problem: 'is no JSON' }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, problem: 'is no object' }
  return { line, values: new Map(Object.entries(value as JsonObject).map(([column, own]) => [column, emptied(own)])) }
}

function emptied(value: Json): Json {
  return value === '' ? null : value
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text, keepDigits as Parameters<typeof JSON.parse>[1]) as Json
  } catch {
    // The parser quotes the text, which people need not see in a message.
    return undefined
  }
}

const FEWEST_DIGITS = 1e7

/** A whole number that would not show the digits that were written stays as it was written: it may be a code. */
function keepDigits(_key: string, value: unknown, { source = '' }: { source?: string }): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) < FEWEST_DIGITS) return value
  return Number.isSafeInteger(value) && !/[.e]/i.test(source) ? value : source
}
