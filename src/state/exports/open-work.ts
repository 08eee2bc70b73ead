import { closeSync, fdatasyncSync, readSync, rmSync, writeSync } from 'node:fs'
import type { Json } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import { entryOf, type Kept, Place, parseEntry, type WorkStart } from './work-lines.ts'

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
  /** Long ones stay in the file: all answers of a large source are more than fits into the memory. */
  entries: Map<string, Kept>
  /** Bytes of the file. */
  end: number
}

/** The work that is kept in an open file. */
export function opened(path: string, { file, start, entries, end: begin }: Open): Work {
  let closed = false
  let end = begin
  const close = (): void => {
    if (!closed) closeSync(file)
    closed = true
  }
  return {
    start,
    memo: {
      recall(key) {
        const kept = entries.get(key)
        if (!(kept instanceof Place)) return kept
        return closed ? undefined : read(file, kept)
      },
      keep(key, value) {
        if (closed) return
        const length = append(file, { key, value })
        entries.set(key, entryOf(value, { start: end, length }))
        end += length
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

/** Adds a line, durably, and says how many bytes it takes. */
export function append(file: number, value: Json): number {
  const line = Buffer.from(`${JSON.stringify(value)}\n`)
  for (let written = 0; written < line.length; ) written += writeSync(file, line, written)
  fdatasyncSync(file)
  return line.length
}

function read(file: number, { start, length }: Place): Json | undefined {
  const line = Buffer.alloc(length)
  for (let got = 0; got < length; ) {
    const more = readSync(file, line, got, length - got, start + got)
    if (more === 0) return undefined
    got += more
  }
  return parseEntry(line.toString('utf8'))?.value
}
