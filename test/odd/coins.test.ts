import { expect, test } from 'vitest'
import { closingOf } from '../../src/ui/plan/totals.ts'
import { leapingClock } from '../providers/amazon/world.ts'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, type OddDesk, openDesk, plan } from './desk.ts'
import { memoryDepot } from './stall/depot.ts'
import { directLine } from './stall/line.ts'
import { paidLine } from './stall/paid-line.ts'
import { oddWorkspace } from './workspace.ts'

const COINS = 30
const wares = (many: number): Ware[] =>
  Array.from({ length: many }, (_, n) => ({
    ...{ shop: 'south', id: `s/${n}`, name: `Sock ${n}`, price: `${n}.50` },
    pictures: [`https://posters.example/${n}.png`],
  }))

function paidDesk(many: number, share = 1): OddDesk {
  const depot = memoryDepot()
  const clock = leapingClock()
  const line = paidLine(directLine(depot), { clock, coins: COINS * share })
  const workspace = oddWorkspace({ quota_share: share }, { posters: true, coins: COINS })
  return openDesk(wares(many), { ...{ depot, clock, line, workspace }, concurrency: 1 })
}

test('a plan into a target that is paid in coins says how many they are, and how long they take to come', async () => {
  const { cost, ...contents } = await plan(paidDesk(100))

  expect(cost).toEqual({
    ...{ plan_reads: 2, reads: 0, weight: 400, seconds: 680 },
    // A call for each poster, and one for seven goods.
    writes: 100 + 15,
    binding_window: { limit: COINS, window_size: 60, unit: 'coin', burst: 60 },
  })
  expect(closingOf({ cost, ...contents })).toContain(
    'Cost: 115 calls, 400 coins, at least about 11 minutes at 30 coins per minute; planning took 2 calls.',
  )
})

test('what is saved up costs no time', async () => {
  const { cost, ...contents } = await plan(paidDesk(15))

  expect(cost).toMatchObject({ weight: 60, seconds: 0 })
  expect(closingOf({ cost, ...contents }).join('\n')).toContain('60 coins, less than a second at 30 coins per minute')
})

test.each([1, 0.5])(
  'it takes as long as the plan says, with a share of %d of what the account allows',
  async (share) => {
    const desk = paidDesk(60, share)
    const approved = await plan(desk)
    const began = desk.clock.now()
    const result = await carryOut(desk, { plan: approved })
    const seconds = (desk.clock.now() - began) / 1000

    expect(result).toMatchObject({ status: 'complete' })
    expect(seconds / approved.cost.seconds).toBeGreaterThanOrEqual(1)
    expect(seconds / approved.cost.seconds).toBeLessThan(1.05)
  },
)
