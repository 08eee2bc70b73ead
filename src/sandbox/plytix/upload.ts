import type { Json, JsonObject } from '../../model/json.ts'
import { refuse, refuseSchema } from './answers.ts'
import { bodyOf, type Call } from './call.ts'

interface Upload {
  filename: string
  bytes: string
}

/** What `{url, filename?}` or `{content, filename}` names. */
export function readUpload(call: Call): Upload {
  const body = bodyOf(call)
  if (body.filename !== undefined && (typeof body.filename !== 'string' || body.filename === '')) {
    refuseSchema({ field: 'filename', msg: 'Not a valid string.' })
  }
  if (body.content !== undefined) return fromContent(call, body.content, body)
  if (body.url !== undefined) return fromUrl(call, body.url, body)
  refuse(400, 'The browser sent a request that this server could not understand.')
}

function fromContent(call: Call, content: Json, { filename }: JsonObject): Upload {
  if (typeof filename !== 'string') {
    refuseSchema({ field: 'filename', msg: 'filename field is mandatory when uploading from content' })
  }
  if (call.settings.contentUploadFails) refuse(500, 'Internal Server Error')
  if (typeof content !== 'string' || content === '' || !/^[A-Za-z0-9+/\s]+={0,2}$/.test(content)) {
    refuseSchema({ field: 'content', msg: 'Not a valid base64 string.' })
  }
  return { filename, bytes: Buffer.from(content, 'base64').toString('latin1') }
}

function fromUrl(call: Call, url: Json, { filename }: JsonObject): Upload {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^https?:$/.test(parsed.protocol)) refuseSchema({ field: 'url', msg: 'Not a valid URL.' })
  const file = call.settings.fetchAsset(String(url))
  if (!file) refuseSchema({ field: 'url', msg: 'The file could not be downloaded' })
  const name = typeof filename === 'string' ? filename : lastSegment(parsed)
  if (name === '') refuseSchema({ field: 'filename', msg: 'The URL has no file name' })
  return { filename: name, bytes: file.bytes }
}

function lastSegment(url: URL): string {
  const segment = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(segment)
  } catch {
    // A stray percent sign: the name is taken as it stands.
    return segment
  }
}
