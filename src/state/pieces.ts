import { createHash } from 'node:crypto'
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
  /** The first line; as long with any digest. */
  header: (digest: string) => string
  lines: Iterable<string>
  mode?: number
}

/**
 * Writes lines below a header that holds their digest, SHA-256 in hex, which it gives. The header is written twice: its
 * digest is known last, its length before.
 */
export async function writeDigested(file: string, { header, lines, mode }: Digested): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file, 'w', mode)
  try {
    await handle.writeFile(header(UNKNOWN_DIGEST))
    for (const piece of piecesOf(lines)) {
      hash.update(piece)
      await handle.writeFile(piece)
    }
    const digest = hash.digest('hex')
    await writeAtStart(handle, header(digest))
    return digest
  } finally {
    await handle.close()
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
