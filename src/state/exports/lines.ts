import type { Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ConfigError } from '../../model/errors.ts'

const CHUNK = 1 << 20
const LINE_FEED = 10
/** Bytes; no header is longer, and no item. A file without lines must not fill the memory. */
const LONGEST = { first: 1 << 23, other: 1 << 26 }

/**
 * The lines of a file, one at a time. Everything after the first line is added to the hash as it is read. What is too
 * long for a header ends the file.
 * @throws ConfigError when a line is too long for an item, or the file cannot be unpacked
 */
export async function* readLines(file: string, hash: Hash): AsyncGenerator<string> {
  let rest: Buffer[] = []
  let inBody = false
  for await (const chunk of chunksOf(file)) {
    hash.update(inBody ? chunk : afterFirstLine(chunk))
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield textOf(rest, chunk.subarray(start, end))
      rest = []
      start = end + 1
      inBody = true
    }
    if (start < chunk.length) rest.push(chunk.subarray(start))
    const waiting = rest.reduce((bytes, { length }) => bytes + length, 0)
    if (!inBody && waiting > LONGEST.first) return yield textOf(rest, Buffer.alloc(0))
    if (waiting > LONGEST.other) throw tooLong(file)
  }
  if (rest.length > 0) yield textOf(rest, Buffer.alloc(0))
}

function afterFirstLine(chunk: Buffer): Buffer {
  const end = chunk.indexOf(LINE_FEED)
  return chunk.subarray(end < 0 ? chunk.length : end + 1)
}

/** The content of a file, unpacked if its first bytes are those of gzip. @throws ConfigError when it cannot be unpacked */
async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const packed = await isPacked(file)
  // Opened last: an error of a stream that nobody reads yet would end the program.
  const bytes = createReadStream(file, { highWaterMark: CHUNK })
  if (!packed) return yield* bytes as AsyncIterable<Buffer>
  try {
    // Ends both when the reader has seen enough; what goes wrong comes out of the loop.
    yield* pipeline(bytes, createGunzip({ chunkSize: CHUNK }), () => {}) as AsyncIterable<Buffer>
  } catch (cause) {
    const message = `${file} is packed with gzip and cannot be unpacked: ${(cause as Error).message}.`
    throw new ConfigError('export-damaged', message, { hints: ['Pack it again, or unpack it yourself.'], cause })
  }
}

function tooLong(file: string): ConfigError {
  const message = `${file} is incomplete or was changed: one of its lines is longer than ${LONGEST.other >> 20} MB.`
  return new ConfigError('export-damaged', message, { hints: ['Delete it and export again with "sync export".'] })
}

/** True for what begins as gzip does. */
export async function isPacked(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(2) })
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

function textOf(before: Buffer[], last: Buffer): string {
  return (before.length > 0 ? Buffer.concat([...before, last]) : last).toString('utf8')
}
