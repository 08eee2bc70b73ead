import { FaultPicker } from '../fault-picker.ts'
import type { World } from './domain.ts'
import { matches } from './faults/match.ts'
import { Bucket } from './http/bucket.ts'
import { Tokens } from './http/tokens.ts'

/** A shop that nobody has called yet. */
export function newWorld(parts: Pick<World, 'settings' | 'clock' | 'store' | 'domains'>): World {
  const fresh = { tokens: new Tokens(), bucket: new Bucket(parts.settings), faults: new FaultPicker(matches) }
  return { ...parts, ...fresh, calls: [], journal: [], url: '' }
}
