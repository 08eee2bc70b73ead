import { createHash } from 'node:crypto'

/** A name with harmless characters alone; names that would look alike then are told apart by a digest. */
export function fileName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9-]/g, '_')
  return plain === name ? plain : `${plain}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}
