import { constants } from 'node:buffer'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const CHUNK = 1 << 20
const NEWLINE = 10
const RETURN = 13
const COMMA = 44

/** Turns what stands in a line into an entry of the operations. */
export type Take = (value: unknown) => void

export interface ReadLines {
  /** Everything but the operations, of which there is an empty list. */
  rest: { [key: string]: unknown }
  /** `sha256:` over the lines of the operations, as they stand in the file. */
  digest: string
}

/** Reads the layout that plans are written in: a list's entries stand on lines of their own. @throws Error that says why not */
export async function readByLine(path: string, take: Take): Promise<ReadLines> {
  const lines = new PlanLines(take)
  for await (const block of blocksOf(path)) lines.read(block)
  return lines.end()
}

/** A file in blocks of whole lines, each of which is only good until the next. */
async function* blocksOf(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path)
  try {
    let buffer: Buffer = Buffer.allocUnsafe(CHUNK)
    let kept = 0
    for (;;) {
      if (kept === buffer.length) buffer = doubled(buffer)
      const { bytesRead } = await handle.read(buffer, kept, buffer.length - kept)
      if (bytesRead === 0) break
      const filled = kept + bytesRead
      const end = buffer.subarray(0, filled).lastIndexOf(NEWLINE) + 1
      if (end > 0) yield buffer.subarray(0, end)
      buffer.copyWithin(0, end, filled)
      kept = filled - end
    }
    if (kept > 0) yield buffer.subarray(0, kept)
  } finally {
    await handle.close()
  }
}

/** @throws Error for what fits into no text */
function doubled(buffer: Buffer): Buffer {
  if (buffer.length >= constants.MAX_STRING_LENGTH) throw new Error('a line is too long')
  return Buffer.concat([buffer], 2 * buffer.length)
}

class PlanLines {
  readonly #take: Take
  readonly #hash = createHash('sha256')
  readonly #head: string[] = []
  readonly #lists: { [key: string]: unknown[] } = {}
  /** Where entries go; `null` outside of lists. */
  #entry: Take | null = null
  #hashes = false
  #begun = false
  #ended = false

  constructor(take: Take) {
    this.#take = take
  }

  read(block: Buffer): void {
    if (!this.#begun && block[0] !== 123) throw new Error('it does not begin as a plan')
    this.#begun = true
    let hashed = 0
    for (let start = 0; start < block.length; ) {
      const newline = block.indexOf(NEWLINE, start)
      const end = newline < 0 ? block.length : newline
      const wasHashing = this.#hashes
      this.#line(block, start, block[end - 1] === RETURN ? end - 1 : end)
      if (wasHashing && !this.#hashes) this.#hash.update(block.subarray(hashed, start))
      start = end + 1
      if (!wasHashing) hashed = start
    }
    if (this.#hashes) this.#hash.update(block.subarray(hashed))
  }

  /** @throws Error when something lacks */
  end(): ReadLines {
    if (!this.#ended) throw new Error('the closing brace is missing')
    const head = JSON.parse(this.#head.join('').replace(/,\}$/, '}'))
    return { rest: { ...head, ...this.#lists }, digest: `sha256:${this.#hash.digest('hex')}` }
  }

  #line(block: Buffer, start: number, end: number): void {
    // An entry is most of all lines, and is an object.
    if (this.#entry !== null && block[start] !== 93) {
      this.#entry(JSON.parse(block.toString('utf8', start, block[end - 1] === COMMA ? end - 1 : end)))
    } else this.#outside(block.toString('utf8', start, end))
  }

  /** A line that is no entry. */
  #outside(line: string): void {
    if (this.#entry !== null) {
      if (!/^\],?$/.test(line)) throw new Error('a list is not ended')
      this.#entry = null
      this.#hashes = false
      return
    }
    const [, key, empty] = /^"([a-z]+)": \[(\],?)?$/.exec(line) ?? []
    if (key === undefined) {
      this.#head.push(line)
      this.#ended = line === '}'
    } else this.#begin(key, empty === undefined)
  }

  #begin(key: string, open: boolean): void {
    if (Object.hasOwn(this.#lists, key)) throw new Error(`the list ${key} stands there twice`)
    const entries: unknown[] = []
    this.#lists[key] = entries
    this.#hashes = open && key === 'operations'
    if (open) this.#entry = this.#hashes ? this.#take : (value) => entries.push(value)
  }
}
