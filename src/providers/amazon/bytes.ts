import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

export type Bytes = AsyncIterable<Buffer>

const GZIP = [0x1f, 0x8b]
/** Enough to tell in the first piece what a text is; memory holds a few pieces at a time. */
const PIECE = 64 * 1024

/** Uncompressed, whatever was said about them. Ends with an error of zlib when they are cut off. */
export async function* unzipped(bytes: Bytes): AsyncGenerator<Buffer> {
  const [first, all] = await peeked(bytes)
  if (!startsWith(first, GZIP)) yield* all
  // The iteration tells of errors, also of those of the bytes.
  else yield* pipeline(all, createGunzip(), () => undefined)
}

/** Larger pieces, none of which ends within a character: what is below 0x40 is one by itself wherever it stands. */
export async function* piecesOf(bytes: Bytes): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const chunk of bytes) {
    waiting.push(chunk)
    length += chunk.length
    if (length < PIECE) continue
    const all = Buffer.concat(waiting)
    const end = all.findLastIndex((byte) => byte < 0x40) + 1 || all.length
    yield all.subarray(0, end)
    waiting = [all.subarray(end)]
    length -= end
  }
  if (length > 0) yield Buffer.concat(waiting)
}

export function startsWith(bytes: Buffer, mark: number[]): boolean {
  return mark.every((byte, place) => bytes[place] === byte)
}

/** The first few bytes, and then all of them. */
export async function peeked(bytes: Bytes): Promise<[first: Buffer, all: Bytes]> {
  const rest = bytes[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  while (first.length < GZIP.length) {
    const { done, value } = await rest.next()
    if (done) break
    first = Buffer.concat([first, value])
  }
  return [first, chained(first, rest)]
}

async function* chained(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first
    yield* { [Symbol.asyncIterator]: () => rest }
  } finally {
    await rest.return?.()
  }
}
