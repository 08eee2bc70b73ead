import type { PictureEnding } from './upload-names.ts'

export const MIME_TYPES: { readonly [ending in PictureEnding]: string } = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
}

/** The type of a picture by its first bytes; `null`: it is none that Shopify takes. */
export function pictureType(bytes: Buffer): PictureEnding | null {
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (text(0, 3) === '\xff\xd8\xff') return 'jpg'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (/^GIF8[79]a$/.test(text(0, 6))) return 'gif'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  return text(4, 8) === 'ftyp' && isHeic(bytes) ? 'heic' : null
}

const HEIC: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'])
/** So many brands are looked at; files have a handful. */
const MOST_BRANDS = 32

/** The first box names the brands that the file keeps to (ISO 14496-12, 4.3); its second one is a version. */
function isHeic(bytes: Buffer): boolean {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 4 * MOST_BRANDS)
  for (let at = 8; at + 4 <= end; at += 4) if (HEIC.has(bytes.toString('latin1', at, at + 4))) return true
  return false
}
