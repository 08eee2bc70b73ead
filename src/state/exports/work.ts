import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from '../../model/errors.ts'
import type { Json } from '../../model/json.ts'
import type { Memo, SourceRequest } from '../../model/source.ts'
import { fileName } from './file-name.ts'

/** Reads that were begun by a program that wrote another one cannot go on. */
export const WORK_FORMAT = 2

/** How a read began; the first line of its work file. */
export interface WorkStart {
  format: typeof WORK_FORMAT
  provider: string
  request: SourceRequest
  /** ISO 8601, UTC. */
  started_at: string
  /** The file that was asked for, `null` for one in the folder of exports. */
  out: string | null
  /** How brands were found before. */
  spellings: { [brand: string]: string | null }
}

/** What a read has got so far, in a file of its own: one line for each answer, written down before it is used. */
export interface Work {
  readonly start: WorkStart
  readonly memo: Memo
  /** True when there is something to go on with. */
  kept(): boolean
  close(): void
  /** Closes and deletes it: nothing is to be resumed. */
  remove(): void
}

const LINE_FEED = 10
const PIECE = 1 << 20

/** @param folder The folder of exports. */
export function workPath(folder: string, { provider, request }: Pick<WorkStart, 'provider' | 'request'>): string {
  return join(folder, 'partial', `${fileName(`${provider}-${request.shop}`)}.ndjson`)
}

/** Begins a read; what an earlier one left behind goes. @throws ConfigError when it cannot be written. */
export function beginWork(path: string, start: WorkStart): Work {
  try {
    mkdirSync(dirname(path), { recursive: true })
    // A process that still writes to the old file does so where nobody looks any more.
    rmSync(path, { force: true })
    const file = openSync(path, 'ax')
    append(file, start as unknown as Json)
    return opened(path, { file, start, entries: new Map() })
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** Goes on with a read; `null` when there is none, or nothing of it is readable. @throws ConfigError */
export function resumeWork(path: string): Work | null {
  if (!existsSync(path)) return null
  let file: number
  try {
    file = openSync(path, 'a+')
  } catch (cause) {
    throw unwritable(path, cause)
  }
  const { start, entries, end } = load(file)
  if (!start) {
    closeSync(file)
    return null
  }
  // The last line may have been cut off when the process was killed.
  ftruncateSync(file, end)
  return opened(path, { file, start, entries })
}

/** The reads of a provider that were interrupted. */
export function pendingWork(folder: string, provider: string): string[] {
  const partial = join(folder, 'partial')
  const names = existsSync(partial) ? readdirSync(partial).sort() : []
  return names.filter((name) => name.startsWith(`${provider}-`)).map((name) => join(partial, name))
}

interface Open {
  file: number
  start: WorkStart
  entries: Map<string, Json>
}

function opened(path: string, { file, start, entries }: Open): Work {
  let closed = false
  const close = (): void => {
    if (!closed) closeSync(file)
    closed = true
  }
  return {
    start,
    memo: {
      recall: (key) => entries.get(key),
      keep(key, value) {
        if (closed) return
        append(file, { key, value })
        entries.set(key, value)
      },
    },
    kept: () => entries.size > 0,
    close,
    remove() {
      close()
      rmSync(path, { force: true })
    },
  }
}

function append(file: number, value: Json): void {
  writeSync(file, `${JSON.stringify(value)}\n`)
  fdatasyncSync(file)
}

interface Loaded {
  start: WorkStart | null
  entries: Map<string, Json>
  /** Where the last whole line ends. */
  end: number
}

function load(file: number): Loaded {
  const loaded: Loaded = { start: null, entries: new Map(), end: 0 }
  for (const { text, end } of linesOf(file)) {
    const value = parse(text)
    if (value === null) break
    if (loaded.start) loaded.entries.set(String(value.key), value.value as Json)
    else if (value.format === WORK_FORMAT) loaded.start = value as unknown as WorkStart
    else break
    loaded.end = end
  }
  return loaded
}

function parse(text: string): { [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown }) : null
  } catch {
    return null
  }
}

/** Whole lines only, each with the place of its end in the file. */
function* linesOf(file: number): Generator<{ text: string; end: number }> {
  let rest = Buffer.alloc(0)
  for (let read = 0; ; ) {
    const piece = Buffer.alloc(PIECE)
    const size = readSync(file, piece, 0, PIECE, read)
    if (size === 0) return
    const content = Buffer.concat([rest, piece.subarray(0, size)])
    const base = read - rest.length
    read += size
    let start = 0
    for (let at = content.indexOf(LINE_FEED); at >= 0; at = content.indexOf(LINE_FEED, start)) {
      yield { text: content.toString('utf8', start, at), end: base + at + 1 }
      start = at + 1
    }
    rest = content.subarray(start)
  }
}

function unwritable(path: string, cause: unknown): ConfigError {
  const message = `The work file ${path} cannot be written: ${(cause as Error).message}.`
  return new ConfigError('export-unwritable', message, { hints: ['Check the folder and the free space.'], cause })
}
