import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** Texts are written in pieces of about this many characters. */
const PIECE = 1 << 20
const UNKNOWN_DIGEST = '0'.repeat(64)

/** Writes texts one after the other, without ever holding all of them. */
export async function writePieces(file: string, texts: Iterable<string>): Promise<void> {
  const handle = await open(file, 'w')
  try {
    for (const piece of piecesOf(texts)) await handle.writeFile(piece)
  } finally {
    await handle.close()
  }
}

interface Digested {
  /** What stands first; as long with any digest. */
  header: (digest: string) => string
  lines: Iterable<string>
  /** What stands below them, which the digest does not cover. */
  rest?: Iterable<string>
  mode?: number
}

/**
 * Writes lines below a header that holds their digest, SHA-256 in hex, which it gives. The header is written twice: its
 * digest is known last, its length before.
 */
export async function writeDigested(file: string, { header, lines, rest = [], mode }: Digested): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file, 'w', mode)
  try {
    await handle.writeFile(header(UNKNOWN_DIGEST))
    for (const bytes of hashing(lines, hash)) await handle.writeFile(bytes)
    for (const piece of piecesOf(rest)) await handle.writeFile(piece)
    const digest = hash.digest('hex')
    await writeAtStart(handle, header(digest))
    return digest
  } finally {
    await handle.close()
  }
}

/** SHA-256 of texts in hex, as if they stood one after the other. */
export function digestOf(texts: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const _bytes of hashing(texts, hash));
  return hash.digest('hex')
}

function* hashing(texts: Iterable<string>, hash: Hash): Generator<Buffer> {
  for (const piece of piecesOf(texts)) {
    const bytes = Buffer.from(piece)
    hash.update(bytes)
    yield bytes
  }
}

/** A write may take less than it is given. */
async function writeAtStart(handle: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at, at)).bytesWritten
}

function* piecesOf(texts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}
