import type { AttributeSpec } from '../../src/model/settings.ts'
import type { State } from '../../src/model/state.ts'
import type { Target } from '../../src/model/target.ts'
import type { PimWorkspace } from '../../src/providers/plytix/pim-workspace.ts'
import { createPlytixTarget } from '../../src/providers/plytix/target.ts'
import { type PlytixSim, type PlytixSimOptions, startPlytixSim } from '../../src/sandbox/plytix/index.ts'
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

interface Opening {
  world: World
  state: State
  options: PlytixSimOptions
  specs?: AttributeSpec[]
}

/**
 * Works at a desk whose target is a simulated Plytix account, reached over HTTP; `afresh` gives the same desk in a new
 * process, where only the state folder remembers what was written.
 */
export async function atPlytix(
  { world, state, options, specs = SPECS }: Opening,
  work: (desk: PlytixDesk, afresh: () => PlytixDesk) => Promise<void>,
): Promise<void> {
  const clock = createScaledClock(SCALE)
  const account = { id: nextAccount(), name: 'Prairie' }
  const sim = await startPlytixSim({ limits: GENEROUS, clock, asyncDelayMs: 0, account, ...options })
  const targets: Target[] = []
  const open = (): PlytixDesk => {
    const target = signIn(sim, { state, clock, workspace: { settings: world.settings, attributes: specs } })
    targets.push(target)
    return { world, specs, sim, state, clock, target }
  }
  try {
    sim.store.seed(world.account)
    await work(open(), open)
  } finally {
    await Promise.all(targets.map((target) => target.close()))
    await sim.close()
  }
}

function signIn(
  sim: PlytixSim,
  { state, clock, workspace }: Pick<Desk, 'state' | 'clock'> & { workspace: PimWorkspace },
): Target {
  return createPlytixTarget({
    workspace,
    apiKey: 'sandbox-key',
    apiPassword: 'sandbox-password',
    apiUrl: sim.url,
    authUrl: sim.authUrl,
    clock,
    random: () => 0.5,
    share: 1,
    writes: (name) => state.memory.recent(name, new Date(clock.now() - 600_000).toISOString()),
  })
}
