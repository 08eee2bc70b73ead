import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlytixSimOptions } from '../../src/sandbox/plytix/index.ts'
import { atPlytix } from '../support/account-plytix.ts'
import { withDefinitions } from '../support/account-seed.ts'
import { type World, worlds } from '../support/world.ts'
import { carryOut, cases, openMachine, PATIENCE, plan } from '../support/world-desk.ts'

/** What accounts and plans of Plytix differ in, and what its searches do. */
const ACCOUNTS: { [what: string]: PlytixSimOptions } = {
  'as documented': {},
  'that gives references as ids': { v2References: 'ids' },
  'that gives dates as they are written': { dateSuffixV2: false },
  'that ignores galleries in product writes': { galleryInWrite: false },
  'whose searches come in no order': { unstableOrder: true },
  'whose searches lag behind': { searchDelayMs: 3000 },
  'that drops values outside the family': { familyDropsOutside: true },
}

/** Longer than a case takes on however slow a machine, so that no search shows what was just written. */
const BLIND = { 'whose searches lag behind by minutes': { searchDelayMs: 480_000 } }

/** Definitions that were made a moment ago are not found yet either; what is asked here is whether products are. */
function worldFor(world: World, { searchDelayMs = 0 }: PlytixSimOptions): World {
  return searchDelayMs === 0 ? world : { ...world, account: withDefinitions(world.account) }
}

describe('any catalogue and a Plytix account', { timeout: PATIENCE }, () => {
  it.each(Object.entries({ ...ACCOUNTS, ...BLIND }))(
    '%s leave nothing to plan after an apply',
    async (_what, options) => {
      const state = openMachine()
      const check = (world: World) =>
        atPlytix({ world: worldFor(world, options), state, options }, async (desk, afresh) => {
          const first = await plan(desk)
          expect(desk.sim.counts().writes).toBe(0)

          const run = await carryOut(desk, first)

          expect(run.failures).toEqual([])
          expect((await plan(desk)).operations).toEqual([])
          expect((await plan(afresh())).operations).toEqual([])
        })
      await fc.assert(fc.asyncProperty(worlds, check), cases(4))
    },
  )

  // Where galleries can only be appended to, images stand behind what people put there, which a plan cannot foresee.
  const faithful = Object.entries(ACCOUNTS).filter(([, options]) => options.galleryInWrite !== false)

  it.each(faithful)('%s stay as they are when a plan is applied twice', async (_what, options) => {
    const [state, another] = [openMachine(), openMachine()]
    const check = (world: World) =>
      atPlytix({ world: worldFor(world, options), state, options }, async (desk, afresh) => {
        const approved = await plan(desk)
        await carryOut(desk, approved)
        const account = desk.sim.store.snapshot()

        const run = await carryOut({ ...afresh(), state: another }, approved)

        expect(run.failures).toEqual([])
        expect(run.operations).toMatchObject({ adopted: approved.operations.length, succeeded: 0 })
        expect(desk.sim.store.snapshot()).toEqual(account)
      })
    await fc.assert(fc.asyncProperty(worlds, check), cases(3))
  })
})
