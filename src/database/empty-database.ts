import { existsSync, readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

/** What `scripts/empty-database.js` makes; the sources and the built program reach it by the same address. */
const PACKED = new URL('../../dist/parts/empty-database.tar.br', import.meta.url)

/** An empty database to begin with, as a tar file; nothing in a checkout that was not built, where Postgres makes one itself. */
export function emptyDatabase(): { loadDataDir?: Blob } {
  if (!existsSync(PACKED)) return {}
  return { loadDataDir: new Blob([brotliDecompressSync(readFileSync(PACKED))], { type: 'application/x-tar' }) }
}
