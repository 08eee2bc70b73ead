import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { KeptCall } from '../model/call.ts'
import { isRunId } from './folder.ts'
import { runFile } from './run-folder.ts'

const FOLDER = 'calls'
/** Beside the plan of a run. */
const RUN_CALLS = 'calls.ndjson'
const ENDING = '.ndjson'
/** Commands without a run of which calls are kept: the newest. */
const KEPT = 8

/** So many lines, or so long, are gathered before they are written: what a crash may lose. */
const TOGETHER = 200
const EVERY_MS = 500

/** Which command made the calls that follow. */
export interface CallsHeader {
  v: 1
  command: string
  /** ISO 8601, UTC. */
  started_at: string
}

export interface CallFileOptions {
  /** Absolute folder of the account's state. */
  folder: string
  /** As runs have them. */
  id: string
  header: Omit<CallsHeader, 'v'>
  /** Told once when nothing can be kept any more. */
  onProblem: (reason: string) => void
}

/** Keeps the calls of one command, a line each, until they are a run's: then beside its plan. Only its owner reads them. */
export class CallFile {
  readonly #options: CallFileOptions
  #path: string
  #lines: string[]
  #timer: NodeJS.Timeout | null = null
  #broken = false

  constructor(options: CallFileOptions) {
    this.#options = options
    this.#path = ownFile(options.folder, options.id)
    this.#lines = [JSON.stringify({ v: 1, ...options.header } satisfies CallsHeader)]
  }

  add(call: KeptCall): void {
    if (this.#broken) return
    this.#lines.push(JSON.stringify(call))
    if (this.#lines.length >= TOGETHER) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), EVERY_MS).unref()
  }

  /** From now on they are a run's, those before as well. */
  belongTo(runId: string): void {
    this.#carefully(() => {
      const path = runFile(this.#options.folder, runId, RUN_CALLS)
      if (path === this.#path || !existsSync(dirname(path))) return
      const written = existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : ''
      if (written !== '' && !existsSync(path)) renameSync(this.#path, path)
      else if (written !== '') {
        append(path, written)
        rmSync(this.#path)
      }
      this.#path = path
    })
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const lines = this.#lines.splice(0)
    if (lines.length === 0) return
    this.#carefully(() => {
      if (!existsSync(this.#path)) this.#begin()
      append(this.#path, `${lines.join('\n')}\n`)
    })
  }

  #begin(): void {
    const folder = dirname(this.#path)
    mkdirSync(folder, { recursive: true })
    if (folder !== join(this.#options.folder, FOLDER)) return
    const earlier = idsIn(folder)
    for (const id of earlier.slice(0, Math.max(0, earlier.length - KEPT + 1))) rmSync(join(folder, id + ENDING))
  }

  /** A disk that is full costs the record of calls, not the work. */
  #carefully(work: () => void): void {
    if (this.#broken) return
    try {
      work()
    } catch (error) {
      this.#broken = true
      this.#options.onProblem((error as Error).message)
    }
  }
}

const OWNER_ONLY = 0o600

function append(path: string, text: string): void {
  appendFileSync(path, text, { mode: OWNER_ONLY })
}

function ownFile(folder: string, id: string): string {
  return join(folder, FOLDER, id + ENDING)
}

/** Ids of commands whose calls are kept apart from runs, oldest first. */
function idsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter(isRunId)
    .sort()
}

/** Where calls are kept. */
export interface CallPlace {
  /** Of the run, or the command's own. */
  id: string
  /** True: it is a run. */
  run: boolean
  path: string
}

/** All that are kept, the oldest first. @param runs Names in the folder of runs. */
export function callPlaces(folder: string, runs: readonly string[]): CallPlace[] {
  const own = join(folder, FOLDER)
  const apart = existsSync(own) ? idsIn(own) : []
  const places = [
    ...apart.map((id) => ({ id, run: false, path: ownFile(folder, id) })),
    ...runs.filter(isRunId).map((id) => ({ id, run: true, path: runFile(folder, id, RUN_CALLS) })),
  ]
  const kept = places.filter(({ path }) => existsSync(path)).map((place) => ({ place, begun: begunAt(place.path) }))
  return kept
    .sort((a, b) => a.begun.localeCompare(b.begun, 'en') || a.place.id.localeCompare(b.place.id, 'en'))
    .map(({ place }) => place)
}

/** Longer than the line of a header. */
const HEADER_BYTES = 500

/** ISO 8601; an id says the second alone. Empty where the first line is no header. */
function begunAt(path: string): string {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(HEADER_BYTES)
    const length = readSync(file, start)
    const [line = ''] = start.toString('utf8', 0, length).split('\n')
    const { started_at = '' } = (parsed(line) ?? {}) as Partial<CallsHeader>
    return started_at
  } finally {
    closeSync(file)
  }
}

/** What a file of calls holds; a line that was cut off by a crash is left out. */
export function readCalls(path: string): { headers: CallsHeader[]; calls: KeptCall[] } {
  const headers: CallsHeader[] = []
  const calls: KeptCall[] = []
  for (const text of readFileSync(path, 'utf8').split('\n')) {
    const line = parsed(text)
    if (line === null) continue
    if ('endpoint' in line && 'system' in line) calls.push(line as unknown as KeptCall)
    else if ('command' in line) headers.push(line as unknown as CallsHeader)
  }
  return { headers, calls }
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
