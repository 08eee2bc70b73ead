import type { Target } from '../../src/model/target.ts'
import { createPlytixTarget } from '../../src/providers/plytix/index.ts'
import { type PlytixSim, type PlytixSimOptions, startPlytixSim } from '../../src/sandbox/plytix/index.ts'
import type { State } from '../../src/state/database.ts'
import { loadWrites } from '../../src/state/memory.ts'
import { createScaledClock } from './scaled-clock.ts'
import type { World } from './world.ts'
import { type Desk, nextAccount } from './world-desk.ts'
import { SPECS } from './world-specs.ts'

export interface PlytixDesk extends Desk {
  sim: PlytixSim
  target: Target
}

/** Hours pass in seconds, and no limit is reached by accident. */
const SCALE = 200
const GENEROUS = [{ limit: 50_000, window_size: 10 }]

/** A desk whose target is a simulated Plytix account, reached over HTTP. */
export async function plytixDesk(world: World, state: State, options: PlytixSimOptions): Promise<PlytixDesk> {
  const clock = createScaledClock(SCALE)
  const account = { id: nextAccount(), name: 'Prairie' }
  const sim = await startPlytixSim({ limits: GENEROUS, clock, asyncDelayMs: 0, account, ...options })
  sim.store.seed(world.account)
  return { world, specs: SPECS, sim, state, clock, target: signIn(sim, { state, clock }) }
}

/** The same desk in a new process: only the state folder remembers what was written. */
export function afresh(desk: PlytixDesk): PlytixDesk {
  return { ...desk, target: signIn(desk.sim, desk) }
}

export async function close(...desks: PlytixDesk[]): Promise<void> {
  await Promise.all(desks.map(({ target }) => target.close()))
  await desks[0]?.sim.close()
}

function signIn(sim: PlytixSim, { state, clock }: Pick<Desk, 'state' | 'clock'>): Target {
  return createPlytixTarget({
    apiKey: 'sandbox-key',
    apiPassword: 'sandbox-password',
    apiUrl: sim.url,
    authUrl: sim.authUrl,
    clock,
    random: () => 0.5,
    share: 1,
    writes: loadWrites(state),
  })
}
