import type { Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'

const CHUNK = 1 << 20
const LINE_FEED = 10

/** The lines of a file, one at a time. Everything after the first line is added to the hash as it is read. */
export async function* readLines(file: string, hash: Hash): AsyncGenerator<string> {
  let rest: Buffer[] = []
  let inBody = false
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    if (inBody) hash.update(chunk)
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield textOf(rest, chunk.subarray(start, end))
      rest = []
      start = end + 1
      if (!inBody) hash.update(chunk.subarray(start))
      inBody = true
    }
    if (start < chunk.length) rest.push(chunk.subarray(start))
  }
  if (rest.length > 0) yield textOf(rest, Buffer.alloc(0))
}

function textOf(before: Buffer[], last: Buffer): string {
  return (before.length > 0 ? Buffer.concat([...before, last]) : last).toString('utf8')
}
