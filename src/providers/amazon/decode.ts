import { isAscii, isUtf8 } from 'node:buffer'
import { type Bytes, peeked, piecesOf, startsWith } from './bytes.ts'

export interface DecodeOptions {
  japanese: boolean
  /** Told how the bytes are read, where they are not what everybody expects. */
  say: (note: string) => void
}

const MARKS: [string, number[]][] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
const TITLES = { 'windows-1252': 'Windows-1252', shift_jis: 'Shift_JIS' }
const LINE_FEED = 0x0a

/**
 * Bytes as text by what they are, not by what a label says: labels were seen to be wrong (selling-partner-api-docs#21,
 * #2101). What is no UTF-8 is UTF-16 by its mark, else Windows-1252, or Shift_JIS from Japan.
 */
export async function* decode(bytes: Bytes, options: DecodeOptions): AsyncGenerator<string> {
  const [first, all] = await peeked(bytes)
  const marked = MARKS.find(([, mark]) => startsWith(first, mark))?.[0]
  if (marked !== undefined) {
    options.say('It is not in UTF-8; it is read as UTF-16.')
    yield* wide(all, marked)
    return
  }
  const reader = new PieceReader(options)
  for await (const piece of piecesOf(all)) yield reader.read(piece)
}

/** What cannot be read even so is left out: a character that stands for others must not be stored. */
async function* wide(bytes: Bytes, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true }).replaceAll('\uFFFD', '')
  yield decoder.decode().replaceAll('\uFFFD', '')
}

/** The first piece with more than ASCII in it tells what all are; of UTF-8, lines that are none are read by themselves. */
class PieceReader {
  readonly #options: DecodeOptions
  #known: 'utf-8' | 'local' | null = null
  #local: keyof typeof TITLES | null = null

  constructor(options: DecodeOptions) {
    this.#options = options
  }

  read(piece: Buffer): string {
    if (isAscii(piece)) return piece.toString('latin1')
    const lines = isUtf8(piece) ? [piece] : splitLines(piece)
    this.#known ??= isMostlyUtf8(lines) ? 'utf-8' : 'local'
    return this.#known === 'local' ? this.#readLocal(piece) : lines.map((line) => this.#readLine(line)).join('')
  }

  #readLine(line: Buffer): string {
    return isUtf8(line) ? line.toString('utf8') : this.#readLocal(line)
  }

  #readLocal(bytes: Buffer): string {
    if (this.#local === null) {
      this.#local = this.#options.japanese && tryDecode(bytes, 'shift_jis') !== null ? 'shift_jis' : 'windows-1252'
      const what = this.#known === 'local' ? 'It is not in UTF-8; it is' : 'Some lines are not in UTF-8; they are'
      this.#options.say(`${what} read as ${TITLES[this.#local]}.`)
    }
    return new TextDecoder(this.#local).decode(bytes).replaceAll('\uFFFD', '')
  }
}

/** By the lines that hold more than ASCII: hardly any in another encoding is UTF-8 by chance. */
function isMostlyUtf8(lines: Buffer[]): boolean {
  const telling = lines.filter((line) => !isAscii(line))
  return telling.filter((line) => isUtf8(line)).length * 2 > telling.length
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length
    lines.push(bytes.subarray(start, end))
    start = end
  }
  return lines
}

function tryDecode(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
