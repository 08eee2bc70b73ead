import { createHash } from 'node:crypto'
import type { Metafield } from '../store/records.ts'

/** By which a write says what it has read. */
export function digestOf({ type, value }: Metafield): string {
  return createHash('sha256').update(`${type}\n${value}`).digest('hex')
}

export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}
