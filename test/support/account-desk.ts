import { formatBaseline, parseBaseline } from '../../src/model/baseline.ts'
import type { Applied, Change } from '../../src/model/target.ts'
import type { State } from '../../src/state/database.ts'
import { memorySeed } from './account-memory.ts'
import { digest } from './boots.ts'
import { createMemoryTarget, type MemoryTarget } from './memory/index.ts'
import type { MemorySnapshot } from './memory/store.ts'
import type { World } from './world.ts'
import { type Desk, nextAccount, steppingClock } from './world-desk.ts'
import { memorySpecs, SPECS } from './world-specs.ts'

const BASELINE = 'amazon_sync_baseline'

export interface MemoryDesk extends Desk {
  target: MemoryTarget
  account: string
}

/** A desk whose target is the account in memory. */
export function memoryDesk(world: World, state: State, answer?: (write: Change) => Applied | null): MemoryDesk {
  const account = nextAccount()
  const specs = memorySpecs(SPECS)
  const target = createMemoryTarget({
    seed: memorySeed(world.account),
    account,
    workspace: { settings: world.settings, attributes: specs },
    ...(answer ? { answer } : {}),
  })
  return { world, specs, target, state, account, clock: steppingClock() }
}

/** The same desk after people changed the account by hand. */
export function withAccount(desk: MemoryDesk, account: MemorySnapshot): MemoryDesk {
  return {
    ...desk,
    target: createMemoryTarget({
      seed: renamed(account),
      account: desk.account,
      workspace: { settings: desk.world.settings, attributes: desk.specs },
    }),
  }
}

/** A target made from a snapshot counts its ids from one again, so those in the snapshot get other names. */
function renamed(account: MemorySnapshot): MemorySnapshot {
  const rename = (text: string): string => text.replace(/-new-(\d+)$/, '-was-$1')
  return JSON.parse(JSON.stringify(account), (key, value: unknown) => {
    if (typeof value !== 'string') return value
    const baseline = key === BASELINE ? parseBaseline(value, digest) : null
    if (baseline === null) return rename(value)
    const images = baseline.images.map((image) => ({ ...image, asset: rename(image.asset) }))
    return formatBaseline({ ...baseline, images }, digest)
  })
}
