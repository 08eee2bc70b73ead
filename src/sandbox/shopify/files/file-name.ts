import { createHash } from 'node:crypto'

/** The last part of an address's path, decoded; without one `file`. */
export function nameInSource(source: string): string {
  const path = URL.canParse(source) ? new URL(source).pathname : ''
  const last = path.split('/').at(-1) ?? ''
  return plain(last) || 'file'
}

/** With its dot and its case: `.JPG`; nothing without one. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 1 ? '' : name.slice(dot)
}

/** As the service calls a file whose name is taken: recorded as `png_c96fea6a-….png`. The same file, the same name. */
export function withUuid(name: string, id: string): string {
  const extension = extensionOf(name)
  const hex = createHash('sha256').update(id).digest('hex')
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return `${name.slice(0, name.length - extension.length)}_${uuid.join('-')}${extension}`
}

/** Where a file is once it is READY: never at its source. */
export function cdnUrl(shopNumber: number, name: string, version: number): string {
  const digits = String(shopNumber).padStart(12, '0')
  const shop = [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8, 12)].join('/')
  return `https://cdn.shopify.com/s/files/1/${shop}/files/${encodeURIComponent(name)}?v=${version}`
}

/** Blanks and brackets do not survive in the names of addresses. */
function plain(segment: string): string {
  const decoded = decodedOr(segment)
  return decoded.trim().replaceAll(/[^\p{L}\p{N}._-]+/gu, '_')
}

function decodedOr(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
