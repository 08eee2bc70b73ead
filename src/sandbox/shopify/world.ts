import type { World } from './domain.ts'
import { Bucket } from './http/bucket.ts'
import { Tokens } from './http/tokens.ts'

/** A shop that nobody has called yet. */
export function newWorld(parts: Pick<World, 'settings' | 'clock' | 'store' | 'domains'>): World {
  return { ...parts, tokens: new Tokens(), bucket: new Bucket(parts.settings), calls: [], journal: [], url: '' }
}
