import { gunzipSync, gzipSync } from 'node:zlib'
import { parseJson } from '../../../net/http.ts'
import { isRecord } from '../raw.ts'

/** Bytes of a value of type json that Shopify keeps (shopify.dev, metafield limits from 2026-04 on). */
export const LARGEST_BASELINE = 128 * 1024
/** Bytes of a text that stands there as it is. */
const PLAIN = 16 * 1024
/** Bytes of a text, whatever a metafield unpacks to. */
const LARGEST_TEXT = 16 * 1024 * 1024

/**
 * The text of a baseline as the metafield holds it: JSON, packed where it is long. `null`: it is too long even so, and
 * cannot be kept in the shop.
 */
export function encodeBaseline(text: string): string | null {
  const plain = JSON.stringify({ text })
  if (Buffer.byteLength(text) <= PLAIN) return plain
  // The same text is the same value, whatever machine packs it.
  const packed = gzipSync(text, { level: 9 })
  packed[OS_BYTE] = UNKNOWN_OS
  const value = JSON.stringify({ gzip: packed.toString('base64') })
  return Buffer.byteLength(value) <= LARGEST_BASELINE ? value : null
}

/** Where the header of gzip names the system that packed it (RFC 1952). */
const OS_BYTE = 9
const UNKNOWN_OS = 255

/** The text of a baseline in the value of a metafield; `null` for whatever else stands there. */
export function decodeBaseline(value: unknown): string | null {
  const held = typeof value === 'string' ? parseJson(value) : null
  if (!isRecord(held)) return null
  if (typeof held.text === 'string') return held.text
  return typeof held.gzip === 'string' ? unpacked(held.gzip) : null
}

function unpacked(base64: string): string | null {
  try {
    return gunzipSync(Buffer.from(base64, 'base64'), { maxOutputLength: LARGEST_TEXT }).toString('utf8')
  } catch {
    // Whatever cannot be unpacked was not packed here.
    return null
  }
}
