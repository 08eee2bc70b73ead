import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** A file's content as text, and how its bytes were read if they are no UTF-8. */
export interface FileText {
  text: string
  encoding: string | null
}

const MOST_BYTES = 500 * 1024 * 1024
const unpack = promisify(gunzip)

/** Reads a whole file, unpacked if its first bytes are those of gzip. @throws an error of the system or of zlib */
export async function readFileText(path: string, { marketplace }: { marketplace: string }): Promise<FileText> {
  const { size } = await stat(path)
  if (size > MOST_BYTES) throw new Error('only exports of this program may be larger than 500 MB')
  const bytes = await readFile(path)
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b
  return decodeBytes(packed ? await unpack(bytes, { maxOutputLength: MOST_BYTES }) : bytes, marketplace)
}

/** UTF-8, else UTF-16 by its mark, else what spreadsheets of the marketplace write. Nothing becomes U+FFFD. */
function decodeBytes(bytes: Uint8Array, marketplace: string): FileText {
  const mark = MARKS.find(({ start }) => start.every((byte, index) => bytes[index] === byte))
  const guesses = mark ? [mark.encoding] : ['utf-8', ...(marketplace === 'JP' ? ['shift_jis'] : [])]
  for (const encoding of guesses) {
    const text = decodeAs(encoding, bytes)
    if (text !== null) return { text, encoding: encoding === 'utf-8' ? null : (NAMES[encoding] ?? encoding) }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
}

const MARKS = [
  { start: [0xff, 0xfe], encoding: 'utf-16le' },
  { start: [0xfe, 0xff], encoding: 'utf-16be' },
]

const NAMES: { readonly [encoding: string]: string } = {
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  shift_jis: 'Shift_JIS',
}

/** `null` when the bytes are no text in that encoding. A mark in front is left out. */
function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
