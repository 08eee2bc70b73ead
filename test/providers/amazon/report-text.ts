import { unzipped } from '../../../src/providers/amazon/bytes.ts'
import { decode } from '../../../src/providers/amazon/decode.ts'
import { type ListingsTable, readListings } from '../../../src/providers/amazon/report-table.ts'

interface ReadOptions {
  japanese?: boolean
  /** Bytes of each piece in which they arrive; all at once unless told. */
  piece?: number | undefined
}

async function* arriving(bytes: Buffer, piece = bytes.length): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece)
}

/** The bytes of a report as text, and how they were read. */
export async function textOf(bytes: Buffer, { japanese = false, piece }: ReadOptions = {}) {
  const notes: string[] = []
  const text = decode(unzipped(arriving(bytes, piece)), { japanese, say: (note) => notes.push(note) })
  return { text: await joined(text), notes }
}

/** What a report says; `null` when it is none. */
export async function tableOf(text: string | Buffer, { japanese = false, piece }: ReadOptions = {}) {
  const pieces = decode(unzipped(arriving(Buffer.from(text), piece)), { japanese, say: () => undefined })
  const table = await readListings(pieces)
  return 'begins' in table ? null : (table satisfies ListingsTable)
}

export async function joined(text: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const piece of text) all += piece
  return all
}
