import type { Clock } from '../../src/model/clock.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import type { PlytixSim } from '../../src/sandbox/plytix/index.ts'
import { snapshotOf } from '../catalogue.ts'
import { carryOut, plan, signIn, withState, workspace } from '../session.ts'
import type { Job } from './job.ts'
import { alchemist } from './resources.ts'
import { runScripts } from './scripts.ts'
import { aMinute, asLongAsItSays, serviceOf } from './service.ts'

/** One run's work, in the two forms that the ways take it in. */
export interface Work {
  items: CatalogueItem[]
  job: Job
}

/** One way of bringing a catalogue into an account; runs follow each other. @returns how many steps failed */
export type Run = (work: Work) => Promise<number>

interface Place {
  sim: PlytixSim
  clock: Clock
  /** For what a way remembers between its runs. */
  folder: string
}

/** `use` is given the way, for as many runs as it likes. */
type Way = (place: Place, use: (run: Run) => Promise<void>) => Promise<void>

export const WAYS: { [name: string]: Way } = {
  'this engine': ({ sim, clock }, use) =>
    withState((state) =>
      use(async ({ items }) => {
        const ours = workspace()
        const target = signIn(sim, { clock, state, workspace: ours })
        const bench = { workspace: ours, sources: [snapshotOf(items)], target, state, clock }
        await carryOut(bench, await plan(bench))
        await target.close()
        return 0
      }),
    ),
  'the scripts': ({ sim, clock }, use) => use(({ job }) => runScripts(serviceOf(sim, clock, aMinute(clock)), job)),
  alchemy: async ({ sim, clock, folder }, use) => {
    const run = await alchemist(folder)
    await use(({ job }) => run(serviceOf(sim, clock, asLongAsItSays(clock)), job))
  },
}
