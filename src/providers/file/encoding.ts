import { refused } from './errors.ts'
import type { OpenFile } from './open-file.ts'

/** How the bytes of a file are read, and why so. */
export interface Encoding {
  /** As TextDecoder knows it. */
  name: string
  /** For people: `UTF-8`. */
  title: string
}

const TITLES: { readonly [name: string]: string } = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
}

const MARKS: { start: number[]; name: string }[] = [
  { start: [0xef, 0xbb, 0xbf], name: 'utf-8' },
  { start: [0xff, 0xfe], name: 'utf-16le' },
  { start: [0xfe, 0xff], name: 'utf-16be' },
]

const FOREIGN: { start: number[]; what: string; hint: string }[] = [
  {
    start: [0x50, 0x4b, 0x03, 0x04],
    what: 'is a workbook or an archive, not text',
    hint: 'Save the sheet as "CSV UTF-8", and name that file.',
  },
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'is an old Excel workbook, not text',
    hint: 'Save the sheet as "CSV UTF-8", and name that file.',
  },
  { start: [0x1f, 0x8b], what: 'is packed with gzip', hint: 'Unpack it, and name the unpacked file.' },
]

/** A mark decides; else what `sync.yaml` says; else UTF-8 if all of it is, else what most spreadsheets write. @throws ConfigError */
export async function findEncoding(file: OpenFile, wanted: string): Promise<Encoding> {
  const first = await firstPiece(file)
  const begins = ({ start }: { start: number[] }) => start.every((byte, index) => first[index] === byte)
  const foreign = FOREIGN.find(begins)
  if (foreign) throw refused(file.name, { code: 'file-no-text', problem: foreign.what, hint: foreign.hint })
  const marked = MARKS.find(begins)
  if (marked) return encoding(marked.name)
  if (wanted !== 'auto') return encoding(new TextDecoder(wanted).encoding)
  const wide = wideWithoutMark(first)
  if (wide !== null) return encoding(wide)
  return encoding((await isUtf8(file)) ? 'utf-8' : 'windows-1252')
}

function encoding(name: string): Encoding {
  return { name, title: TITLES[name] ?? name }
}

async function firstPiece(file: OpenFile): Promise<Buffer> {
  for await (const piece of file.pieces()) return Buffer.from(piece.subarray(0, 4096))
  return Buffer.alloc(0)
}

const FEWEST = 4

/** Latin text in UTF-16 has a zero in every other byte. */
function wideWithoutMark(first: Buffer): string | null {
  if (first.length < FEWEST) return null
  const zeros = [0, 0]
  for (const [index, byte] of first.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > first.length / 4 && even === 0) return 'utf-16le'
  return even > first.length / 4 && odd === 0 ? 'utf-16be' : null
}

async function isUtf8(file: OpenFile): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of file.pieces()) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** The text of a file, with line feeds alone between its lines. @throws ConfigError where the bytes are no text */
export async function* textOf(file: OpenFile, { name, title }: Encoding, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(name, { fatal: true })
  let line = 1
  // A carriage return at the end of a piece may belong to a line feed at the beginning of the next.
  let held = ''
  const next = (piece: Uint8Array | null): string => {
    const text = held + decodePiece(piece)
    held = piece !== null && text.endsWith('\r') ? '\r' : ''
    const whole = (held === '' ? text : text.slice(0, -1)).replace(/\r\n?/g, '\n')
    if (whole.includes('\0')) throw noText(file.name, line + lineFeeds(whole.slice(0, whole.indexOf('\0'))))
    line += lineFeeds(whole)
    return whole
  }
  const decodePiece = (piece: Uint8Array | null): string => {
    try {
      return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true })
    } catch {
      const before = piece === null ? '' : (new TextDecoder(name).decode(piece).split('\uFFFD')[0] ?? '')
      throw otherEncoding(file.name, { title, line: line + lineFeeds(before.replace(/\r\n?/g, '\n')) })
    }
  }
  for await (const piece of file.pieces(signal)) yield next(piece)
  yield next(null)
}

export function lineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function noText(path: string, line: number) {
  return refused(path, {
    code: 'file-no-text',
    problem: `is no text: line ${line} holds a zero byte`,
    hint: 'Name a CSV, TSV, NDJSON or JSON file.',
  })
}

function otherEncoding(path: string, { title, line }: { title: string; line: number }) {
  return refused(path, {
    code: 'file-encoding',
    problem: `is not all ${title}: line ${line} holds something else`,
    hint: 'Correct source.file.encoding in sync.yaml, or save the file as UTF-8.',
  })
}
