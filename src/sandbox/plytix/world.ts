import type { Clock } from '../../model/clock.ts'
import { FaultPicker } from '../fault-picker.ts'
import type { PlytixFault } from './fault-options.ts'
import { type Call, matches } from './faults.ts'
import type { SimCall } from './journal.ts'
import { Limiter } from './limiter.ts'
import type { PlytixSimSettings } from './options.ts'
import type { Store } from './store.ts'
import { Tokens } from './tokens.ts'

/** What both servers of one simulated account share. */
export interface World {
  settings: PlytixSimSettings
  clock: Clock
  store: Store
  tokens: Tokens
  faults: FaultPicker<PlytixFault, Call>
  apiLimiter: Limiter
  authLimiter: Limiter
  calls: SimCall[]
  violations: SimCall[]
}

/** An account that nobody has called yet. */
export function newWorld(parts: Pick<World, 'settings' | 'clock' | 'store'>): World {
  return {
    ...parts,
    tokens: new Tokens(),
    faults: new FaultPicker(matches),
    apiLimiter: new Limiter(),
    authLimiter: new Limiter(),
    calls: [],
    violations: [],
  }
}
