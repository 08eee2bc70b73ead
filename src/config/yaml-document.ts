import {
  Composer,
  Document,
  isMap,
  isScalar,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  type YAMLError,
  YAMLMap,
} from 'yaml'
import { plainPairs } from './yaml-plain.ts'

/** A document, and what does not fit in it. */
export interface ReadDocument {
  document: Document
  /** A mapping that the document lacks, whose entries are each read when their turn comes. */
  apart: { of: Node; pairs: Iterable<Pair> } | null
  /** Complete when all the entries were read. */
  errors: YAMLError[]
}

/** Keys that are given twice are looked for by their text elsewhere, since 00123 and 123 are not the same key here. */
const OPTIONS = { prettyErrors: false, uniqueKeys: false }
/** A text that is shorter is read at once. */
const LARGE = 100_000
/** After so many, the text is of another form, and not worth reading on. */
const MOST_ERRORS = 1_000

/** The entries cannot be read one by one: each may need what stands in others. */
export class NotApart extends Error {}

/** A text that is written as most people do it; `null` for others. */
export function readPlain(text: string): ReadDocument | null {
  const pairs = text.length < LARGE ? plainPairs(text, 0, text.length) : null
  if (pairs === null) return null
  const document = new Document(new YAMLMap())
  ;(document.contents as YAMLMap).items = pairs
  return { document, apart: null, errors: [] }
}

export function readWhole(text: string): ReadDocument {
  const document = parseDocument(text, OPTIONS)
  return { document, apart: null, errors: [...document.errors, ...document.warnings] }
}

/**
 * Reads a long text that ends with a block mapping: its entries one by one, so that they need no more time and memory
 * than they are worth. Gives `null` for other texts; taking the entries may throw NotApart.
 */
export function readApart(text: string, large = LARGE): ReadDocument | null {
  const start = text.length < large ? null : lastBlock(text)
  const entry = start === null ? null : /^ +(?=[^\s#])/m.exec(text.slice(start, start + LARGE))
  if (start === null || entry === null) return null
  const read = readWhole(text.slice(0, start))
  const { contents } = read.document
  const of = isMap(contents) ? contents.items.at(-1)?.value : null
  if (!isScalar(of) || of.source !== '' || read.errors.length > 0) return null
  const [indent] = entry
  const first = start + entry.index + indent.length
  of.range = [first, first, first]
  return { ...read, apart: { of, pairs: entriesOf(text, { start, indent }, read.errors) } }
}

/** Where the first line after the last key begins that stands at the edge of the text. */
function lastBlock(text: string): number | null {
  let last: RegExpExecArray | null = null
  for (const found of text.matchAll(/^[^\s#].*\n?/gm)) last = found
  return last !== null && /^\w+:[ \t]*\r?\n$/.test(last[0]) ? last.index + last[0].length : null
}

interface Block {
  start: number
  /** Of its first entry. */
  indent: string
}

/**
 * A line as deep as the first entry begins another one, since whatever an entry holds stands deeper. Only lines that
 * begin with a word do: all others stay with what is before them, be it right or wrong.
 */
function* entriesOf(text: string, { start, indent }: Block, errors: YAMLError[]): Generator<Pair> {
  // Anchors and aliases reach further; tabs, remarks and lines further out are judged by the lines around them.
  const reaching = new RegExp(`(?:^|[\\s,[{])[&*]\\S|^ *\\t|^ {0,${indent.length - 1}}\\S|^${indent}#`, 'm')
  const next = new RegExp(`^${indent}(?=[\\w"'])`, 'gm')
  next.lastIndex = start
  next.exec(text)
  for (let from = start; from < text.length && errors.length < MOST_ERRORS; ) {
    const to = next.lastIndex === 0 ? text.length : (next.exec(text)?.index ?? text.length)
    const plain = plainPairs(text, from, to)
    if (plain === null && reaching.test(text.slice(from, to))) throw new NotApart()
    yield* plain ?? composed(text.slice(from, to), from, errors)
    from = to
  }
  // What does not fit in an entry may do so with those around it.
  if (errors.length > 0 && errors.length < MOST_ERRORS) throw new NotApart()
}

/** As the parser reads a text that stands at a place in another one. */
function composed(text: string, offset: number, errors: YAMLError[]): Pair[] {
  const parser = new Parser()
  parser.offset = offset
  const documents = [...new Composer(OPTIONS).compose(parser.parse(text), true, offset + text.length)]
  for (const document of documents) errors.push(...document.errors, ...document.warnings)
  const contents = documents[0]?.contents
  if (documents.length > 1 || (contents && !isMap(contents) && errors.length === 0)) throw new NotApart()
  return isMap(contents) ? contents.items : []
}
