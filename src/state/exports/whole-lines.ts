import { readSync } from 'node:fs'

const LINE_FEED = 10
const PIECE = 1 << 20

/** Whole lines only, each with the place of its end in the file. */
export function* linesOf(file: number): Generator<{ text: string; end: number }> {
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
