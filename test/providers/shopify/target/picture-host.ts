import { listen } from '../../../../src/sandbox/listen.ts'

/** First bytes of pictures. */
export const PICTURE = {
  jpg: Buffer.from('\xff\xd8\xff\xe0 a boot', 'latin1'),
  png: Buffer.from('\x89PNG\r\n\x1a\n a boot', 'latin1'),
  gif: Buffer.from('GIF89a a boot'),
  webp: Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 '),
  heic: Buffer.from('\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00heicmif1', 'latin1'),
}

/** How a path answers: bytes, a status without any, or where it leads. */
type Answer = Buffer | number | string

export interface PictureHost {
  url: string
  /** By the last part of the path; what is not here is a JPEG. */
  answers: { [id: string]: Answer }
  /** What was asked for, with the names and values of the headers in one text. */
  calls: { path: string; headers: string }[]
  /** The most that were asked for at the same time. */
  most: number
  close(): Promise<void>
}

/** A marketplace's host of pictures, whose addresses have no ending. */
export async function openPictureHost(): Promise<PictureHost> {
  let open = 0
  const listening = await listen(async ({ path, headers }) => {
    host.calls.push({ path, headers: JSON.stringify(headers) })
    open += 1
    host.most = Math.max(host.most, open)
    await new Promise((done) => setTimeout(done, 10))
    open -= 1
    const answer = host.answers[path.split('/').at(-1) ?? ''] ?? PICTURE.jpg
    if (typeof answer === 'number') return { status: answer }
    if (typeof answer === 'string') return { status: 302, headers: { location: answer } }
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: answer }
  })
  const host: PictureHost = { url: listening.url, answers: {}, calls: [], most: 0, close: listening.close }
  return host
}
