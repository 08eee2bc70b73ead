import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flushFolder } from '../../disk/replace-file.ts'
import { KEY } from './attribute-form.ts'
import { BASELINES, digestOf, type Folder, isLeftover, nextBaselines, ROWS, readWhole } from './folder.ts'
import type { Store } from './store.ts'

/**
 * Puts rows and baselines into place, both or none. Each file is written beside the one whose place it takes, and is
 * durable before it does so. The baselines wait under a name that says which rows they belong to:
 *
 *     drafts written ── baselines wait as .next ── rows in place ── baselines in place
 *                       (count for nothing yet)    (now both count)
 *
 * `null`: somebody else has written the rows since they were read, and nothing was put into place.
 * @throws an error of the system; what was there before is then there still
 */
export async function commitStore(folder: Folder, store: Store): Promise<Store['digests'] | null> {
  const { rows, baselines, digests: before } = store
  const draft = (what: string) => join(folder.path, `.${what}.${randomBytes(6).toString('hex')}.draft`)
  const drafts = { rows: draft('product'), baselines: draft('baseline') }
  try {
    const digest = await writeLines(drafts.rows, sorted(rows), ([, text]) => text)
    const after = await writeLines(drafts.baselines, sorted(baselines), ([key, baseline]) =>
      JSON.stringify({ [KEY]: key, baseline }),
    )
    const next = join(folder.path, nextBaselines(digest))
    renameSync(drafts.baselines, next)
    flushFolder(folder.path)
    if (digestOf(await readWhole(folder, ROWS)) !== before.rows) return null
    renameSync(drafts.rows, join(folder.path, ROWS))
    flushFolder(folder.path)
    renameSync(next, join(folder.path, BASELINES))
    flushFolder(folder.path)
    return { rows: digest, baselines: after }
  } finally {
    for (const path of Object.values(drafts)) rmSync(path, { force: true })
  }
}

/** Makes the folder, and completes or removes what a run that was killed has left. Only for whoever holds the lock. */
export function tidyFolder(folder: Folder, digest: string): void {
  const next = nextBaselines(digest)
  const names = readdirSync(folder.path)
  if (names.includes(next)) renameSync(join(folder.path, next), join(folder.path, BASELINES))
  for (const name of names) if (name !== next && isLeftover(name)) rmSync(join(folder.path, name), { force: true })
}

export function makeFolder({ path }: Folder): void {
  const made = mkdirSync(path, { recursive: true })
  if (made !== undefined) flushFolder(dirname(made))
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1))
}

const TOGETHER = 1_000

/** The digest of what was written. */
async function writeLines<T>(path: string, entries: T[], lineOf: (entry: T) => string): Promise<string> {
  const hash = createHash('sha256')
  const handle: FileHandle = await open(path, 'wx')
  try {
    for (let start = 0; start < entries.length; start += TOGETHER) {
      const lines = entries.slice(start, start + TOGETHER).map((entry) => `${lineOf(entry)}\n`)
      const bytes = Buffer.from(lines.join(''))
      hash.update(bytes)
      await handle.writeFile(bytes)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}
