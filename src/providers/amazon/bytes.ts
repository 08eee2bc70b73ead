import { gunzipSync } from 'node:zlib'

export interface ReadText {
  text: string
  /** How the bytes were read, where they are not what everybody expects. */
  note: string | null
}

const GZIP = [0x1f, 0x8b]
const MARKS: [string, number[]][] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
const TITLES: { [encoding: string]: string } = {
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
  shift_jis: 'Shift_JIS',
}

/** Uncompressed, whatever was said about them. @throws Error when they are cut off, or larger than allowed */
export function unzipped(bytes: Buffer, most: number): Buffer {
  return startsWith(bytes, GZIP) ? gunzipSync(bytes, { maxOutputLength: most }) : bytes
}

/**
 * Bytes as text by what they are, not by what a label says: labels were seen to be wrong (selling-partner-api-docs#21,
 * #2101). What is no UTF-8 is UTF-16 by its mark, else Windows-1252, or Shift_JIS from Japan.
 */
export function readBytes(bytes: Buffer, { japanese = false } = {}): ReadText {
  const marked = MARKS.find(([, mark]) => startsWith(bytes, mark))?.[0]
  if (marked !== undefined) return decoded(bytes, marked)
  const utf8 = tryDecode(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, note: null }
  const local = japanese ? tryDecode(bytes, 'shift_jis') : null
  return local === null ? decoded(bytes, 'windows-1252') : { text: local, note: noteOf('shift_jis') }
}

/** What cannot be read even so is left out: a character that stands for others must not be stored. */
function decoded(bytes: Buffer, encoding: string): ReadText {
  const text = new TextDecoder(encoding).decode(bytes)
  return { text: text.replaceAll('\uFFFD', ''), note: noteOf(encoding) }
}

function noteOf(encoding: string): string {
  return `It is not in UTF-8; it is read as ${TITLES[encoding]}.`
}

function tryDecode(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function startsWith(bytes: Buffer, mark: number[]): boolean {
  return mark.every((byte, place) => bytes[place] === byte)
}
