import { constants, createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OutputPlace } from './output-place.ts'

type Stream = Extract<OutputPlace, { type: 'stream' | 'descriptor' }>

/** Has a draft written elsewhere, and gives its content to what takes no replacement. */
export async function pour<T>(place: Stream, write: (draft: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-sync-'))
  try {
    const draft = join(folder, 'draft')
    const result = await write(draft)
    const { stream, end } = await writable(place)
    await pipeline(createReadStream(draft), stream, { end })
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The process's own output goes on after this; anything else ends with it. */
async function writable(place: Stream): Promise<{ stream: Writable; end: boolean }> {
  if (place.type === 'descriptor') {
    if (place.number === 1) return { stream: process.stdout, end: false }
    if (place.number === 2) return { stream: process.stderr, end: false }
    return { stream: createWriteStream(`/dev/fd/${place.number}`), end: true }
  }
  const handle = place.pipe ? await openPipe(place.path) : await open(place.path, 'w')
  return { stream: handle.createWriteStream(), end: true }
}

const SECONDS = 30

/** Opening a pipe waits for its reader, and nothing can call that off: so somebody has to be there before. */
async function openPipe(path: string): Promise<FileHandle> {
  for (let tries = 0; ; tries++) {
    try {
      const found = await open(path, constants.O_WRONLY | constants.O_NONBLOCK)
      // This one waits while the pipe is full; the first is held until then, lest the reader see the end.
      return await open(path, 'w').finally(() => found.close())
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO' || tries >= SECONDS * 10) throw error
      await new Promise((wake) => setTimeout(wake, 100))
    }
  }
}
