import type { EarlierReads, Finding } from '../../../src/model/earlier.ts'
import type { LiveState, Want } from '../../../src/model/live.ts'
import type { LogFields } from '../../../src/model/log.ts'
import type { RecentLinks } from '../../../src/model/run.ts'
import type { Target } from '../../../src/model/target.ts'
import { createPlytixTarget } from '../../../src/providers/plytix/target.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import { type PlytixSim, type PlytixSimOptions, startPlytixSim } from '../../../src/sandbox/plytix/index.ts'
import { workspaceOf } from '../../contract/workspace.ts'
import { manualClock } from '../../sandbox/plytix/support.ts'
import type { Deed } from './people.ts'
import { want as narrow, orchard } from './world.ts'

const { signal } = new AbortController()
/** Nothing explains a picture, so that file names are read too. */
export const want: Want = { ...narrow, explained: () => false }
export const PROVEN = { search: true, links: true, images: true }
export const MOVING: PlytixSimOptions = { linksMoveModified: true, imagesMoveModified: true }
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

interface Stage {
  sim: PlytixSim
  clock: ReturnType<typeof manualClock>
  /** What the state keeps. */
  memory: { finding: Finding | null; live: LiveState | null; links: RecentLinks[] }
  /** How the reads were done. */
  ways: LogFields[]
  /** Reads with what is known from earlier, and keeps what was read. */
  night: (options?: { reading?: string; full_read_every?: string; want?: Want }) => Promise<LiveState>
  /** Reads everything, without a memory. */
  plain: (want?: Want) => Promise<LiveState>
  /** Calls of the last read. */
  calls: () => number
  close: () => Promise<void>
}

function rowsOf(count: number): AccountSeed {
  const pears = Array.from({ length: count }, (_, index) => ({ sku: `PEAR-${String(index).padStart(4, '0')}` }))
  return { ...orchard, products: [...(orchard.products ?? []), ...pears] }
}

/** A simulated account with that many products, and what reads of it leave to later ones. */
export async function openStage(options: PlytixSimOptions, { count = 760, finding = PROVEN as object | null } = {}) {
  const clock = manualClock()
  const sim = await startPlytixSim({
    limits: [{ limit: 1e6, window_size: 10 }],
    clock,
    asyncDelayMs: 0,
    authLimit: 1000,
    ...options,
  })
  sim.store.seed(rowsOf(count))
  // What is there is older than searches may lag behind.
  clock.advance(HOUR)
  const at = new Date(clock.now()).toISOString()
  const memory: Stage['memory'] = { finding: finding && { at, value: { ...finding } }, live: null, links: [] }
  const ways: LogFields[] = []
  const earlier: EarlierReads = {
    async newest() {
      const { live } = memory
      return (
        live && { read_at: live.read_at, complete: live.complete, basis: live.basis ?? null, load: async () => live }
      )
    },
    writes: async () => ({ modified: new Map(), links: memory.links }),
    finding: async () => memory.finding,
    async keep(_account, found) {
      memory.finding = found
      return true
    },
  }
  let counted = 0
  const read = async (own: Partial<Parameters<typeof createPlytixTarget>[0]>, choice: object, asked: Want) => {
    const { settings, attributes } = workspaceOf()
    const workspace = { attributes, settings: { ...settings, target: { ...settings.target, options: { ...choice } } } }
    const { apiKey, apiPassword } = sim.options
    const urls = { apiUrl: sim.url, authUrl: sim.authUrl }
    const target: Target = createPlytixTarget({
      ...{ workspace, apiKey, apiPassword, ...urls, clock, random: () => 0.5, share: 1 },
      ...own,
    })
    const live = await target.read(asked, signal).finally(() => target.close())
    counted = target.calls().reads
    return live
  }
  const log = {
    write: (_level: string, event: string, fields: LogFields = {}) => {
      if (event.startsWith('read.')) ways.push(fields)
    },
    keeps: () => true,
    part: () => log,
    bind: () => undefined,
  }
  const stage: Stage = {
    ...{ sim, clock, memory, ways },
    async night({ want: asked = want, ...choice } = {}) {
      const live = await read({ earlier, log }, choice, asked)
      memory.live = JSON.parse(JSON.stringify(live))
      return live
    },
    plain: (asked = want) => read({}, { reading: 'full' }, asked),
    calls: () => counted,
    close: () => sim.close(),
  }
  return stage
}

/** What a plan compares with, whatever the order and however it was read. */
export function comparable({ resources, complete, missing }: LiveState) {
  const sorted = Object.entries(resources).map(([kind, list]) => [
    kind,
    [...list].sort((one, other) => (one.id < other.id ? -1 : 1)),
  ])
  return { complete, missing, resources: Object.fromEntries(sorted) }
}

/** Deeds in the middle of a read, by the number of the call that they come before. */
export function meanwhile(
  sim: PlytixSim,
  act: (deed: Deed) => Promise<void>,
  plan: { at: number; deed: Deed }[],
): void {
  const waiting = Map.groupBy(plan, ({ at }) => at)
  let calls = 0
  let busy = false
  sim.options.observe = async ({ path }, moment) => {
    if (busy || moment !== 'arrived' || !path.endsWith('/search')) return
    const here = waiting.get(calls++) ?? []
    if (here.length === 0) return
    busy = true
    for (const { deed } of here) await act(deed)
    busy = false
  }
}
