import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { LiveState } from '../../model/live.ts'
import { type SnapshotFacts, snapshotHeader } from './header.ts'
import { recordLines } from './lines.ts'

/** Lines are written in pieces of about this many characters. */
const PIECE = 1 << 20
const UNKNOWN_DIGEST = '0'.repeat(64)

/** Writes and flushes everything. The header is written twice: its digest is known last, its length before. */
export async function writeSnapshotLines(file: string, facts: SnapshotFacts, live: LiveState): Promise<void> {
  const hash = createHash('sha256')
  const header = (digest: string) => `${JSON.stringify(snapshotHeader(facts, live, digest))}\n`
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(header(UNKNOWN_DIGEST))
    let piece = ''
    const flush = async () => {
      hash.update(piece)
      await handle.writeFile(piece)
      piece = ''
    }
    for (const line of recordLines(live)) {
      piece += line
      if (piece.length >= PIECE) await flush()
    }
    await flush()
    await handle.write(header(hash.digest('hex')), 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
