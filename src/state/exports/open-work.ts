import { closeSync, fdatasyncSync, rmSync, writeSync } from 'node:fs'
import type { Json } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import type { WorkStart } from './work-lines.ts'

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

interface Open {
  file: number
  start: WorkStart
  entries: Map<string, Json>
}

/** The work that is kept in an open file. */
export function opened(path: string, { file, start, entries }: Open): Work {
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

/** Adds a line, durably. */
export function append(file: number, value: Json): void {
  writeSync(file, `${JSON.stringify(value)}\n`)
  fdatasyncSync(file)
}
