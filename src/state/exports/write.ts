import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { ExportHeader } from '../../model/export.ts'
import type { ItemFields } from '../../model/item.ts'
import { type ExportFacts, headerOf } from './header.ts'
import { formatItem, sortItems } from './item.ts'

/** Lines are written in pieces of about this many characters. */
const PIECE = 1 << 20
const UNKNOWN_DIGEST = '0'.repeat(64)

/** Writes a whole export and flushes it. The header is written twice: its digest is known last, its length before. */
export async function writeLines(file: string, facts: ExportFacts, items: ItemFields[]): Promise<ExportHeader> {
  const hash = createHash('sha256')
  const line = (digest: string) => `${JSON.stringify(headerOf(facts, items.length, digest))}\n`
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(line(UNKNOWN_DIGEST))
    for (const piece of piecesOf(items)) {
      hash.update(piece)
      await handle.writeFile(piece)
    }
    const digest = hash.digest('hex')
    await handle.write(line(digest), 0)
    await handle.sync()
    return headerOf(facts, items.length, digest)
  } finally {
    await handle.close()
  }
}

function* piecesOf(items: ItemFields[]): Generator<string> {
  let piece = ''
  for (const item of sortItems(items)) {
    piece += formatItem(item)
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}
