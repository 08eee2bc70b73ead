import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'

/**
 * The entries of a block mapping in a part of a text, if they are written as most people do it: words without marks, or
 * in quotes without backslashes, one a line, lists and mappings of them. The nodes are those that the parser of YAML
 * makes of the same text, in a small part of its time; `null` where it has to be asked.
 */
export function plainPairs(text: string, start: number, end: number): Pair[] | null {
  const reader = new PlainReader(text, start, end)
  const pairs = reader.mapping(reader.indent())
  return pairs !== null && reader.done() ? pairs : null
}

const BLANK = /(?: *(?:#[^\n]*)?\r?\n)*/y
const SPACES = / */y
const LINE_END = / *(?: #[^\n]*)?(?:\r?\n|$)/y
const LETTERS = String.raw`\u00a0-\u2027\u202a-\ufefe`
const QUOTED = [`"[ !#-[\\]-~${LETTERS}]{0,999}"`, `'[ -&(-~${LETTERS}]{0,999}'`]
/** Without any character that may mean something else than itself. */
const LINE_WORD = new RegExp([String.raw`\w[ -"$-9;-~${LETTERS}]{0,999}`, ...QUOTED].join('|'), 'y')
/** Within brackets, where commas and brackets mean something. */
const WORD = new RegExp([String.raw`\w[ -"$-+\--9;-Z\\^-z|~${LETTERS}]{0,999}`, ...QUOTED].join('|'), 'y')

class PlainReader {
  private readonly text: string
  private readonly end: number
  private at: number

  constructor(text: string, start: number, end: number) {
    this.text = text
    this.at = start
    this.end = end
  }

  /** Of the next line that holds something; stays before it. */
  indent(): number {
    this.take(BLANK)
    SPACES.lastIndex = this.at
    return SPACES.exec(this.text)?.[0].length ?? 0
  }

  done(): boolean {
    return this.at >= this.end
  }

  mapping(indent: number): Pair[] | null {
    this.at += indent
    return this.entries(indent)
  }

  /** From the first key on, whatever stands before it in its line. */
  private entries(indent: number): Pair[] | null {
    const pairs: Pair[] = []
    do {
      if (pairs.length > 0) this.at += indent
      const key = this.key()
      if (key === null || !this.mark(':')) return null
      const value = this.take(LINE_END) ? this.block(indent) : this.inline()
      if (value === null) return null
      pairs.push(new Pair(key, value))
    } while (this.indent() === indent && !this.done())
    return pairs
  }

  /** What stands in lines of its own, deeper than its key; a list may stand as deep as it. */
  private block(outer: number): Node | null {
    const indent = this.indent()
    const at = this.at + indent
    if (this.done() || indent < outer) return null
    if (this.text[at] === '-') return located(new YAMLSeq(), at, this.list(indent))
    return indent === outer ? null : located(new YAMLMap(), at, this.mapping(indent))
  }

  private list(indent: number): Node[] | null {
    const items: Node[] = []
    do {
      this.at += indent
      const item = this.mark('-') ? this.item(indent) : null
      if (item === null) return null
      items.push(item)
    } while (this.indent() === indent && !this.done())
    return items
  }

  /** The rest of a line, or a mapping that begins in it. */
  private item(outer: number): Node | null {
    const line = this.at - outer - 1
    this.take(SPACES)
    const { at } = this
    const begins = this.key() !== null && this.mark(':')
    this.at = at
    return begins ? located(new YAMLMap(), at, this.entries(at - line)) : this.inline()
  }

  /** The rest of a line. */
  private inline(): Node | null {
    this.take(SPACES)
    const value = this.value(LINE_WORD)
    return value !== null && this.take(LINE_END) ? value : null
  }

  private value(word = WORD): Node | null {
    const { at, text } = this
    if (text[at] === '[')
      return located(
        new YAMLSeq(),
        at,
        this.between(']', () => this.value()),
      )
    if (text[at] === '{')
      return located(
        new YAMLMap(),
        at,
        this.between('}', () => this.pair()),
      )
    return this.scalar(word)
  }

  private pair(): Pair | null {
    const key = this.key()
    if (key === null || !this.mark(':')) return null
    this.take(SPACES)
    const value = this.value()
    return value === null ? null : new Pair(key, value)
  }

  /** On one line, separated by commas. */
  private between<T>(close: string, read: () => T | null): T[] | null {
    const items: T[] = []
    do {
      this.at++
      this.take(SPACES)
      if (items.length === 0 && this.text[this.at] === close) break
      const item = read()
      if (item === null) return null
      items.push(item)
      this.take(SPACES)
    } while (this.text[this.at] === ',')
    return this.text[this.at++] === close ? items : null
  }

  private key(): Scalar | null {
    const key = this.scalar(WORD)
    if (key !== null) key.value = key.source
    return key
  }

  private scalar(word: RegExp): Scalar | null {
    const start = this.at
    const found = this.take(word)
    if (found === null) return null
    const quoted = found[0] === '"' || found[0] === "'"
    const source = quoted ? found.slice(1, -1) : found.trimEnd()
    const value = quoted ? source : meaning(source)
    if (value === undefined) return null
    this.at = start + (quoted ? found.length : source.length)
    const scalar = new Scalar(value)
    scalar.source = source
    scalar.range = [start, this.at, this.at]
    return scalar
  }

  /** A mark with a space or the end of the line behind it. */
  private mark(mark: string): boolean {
    if (this.text[this.at] !== mark || !/[ \r\n]/.test(this.text[this.at + 1] ?? '')) return false
    this.at++
    return true
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? null
    this.at += found?.length ?? 0
    return found
  }
}

function located(node: YAMLMap | YAMLSeq, at: number, items: (Pair | Node)[] | null): Node | null {
  if (items === null) return null
  node.items = items as never
  node.range = [at, at, at]
  return node
}

const CONSTANTS = new Map<string, boolean | null>([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
])

/** What YAML takes a word without quotes for: true, a number, nothing; `undefined` where it has to be asked. */
function meaning(word: string): string | number | boolean | null | undefined {
  if (CONSTANTS.has(word)) return CONSTANTS.get(word)
  if (/^\d+(?:\.\d+)?$/.test(word)) return Number(word)
  return /^\d[\da-fox.+-]*$/i.test(word) ? undefined : word
}
