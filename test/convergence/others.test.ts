import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mainKind } from '../../src/model/target-kinds.ts'
import { carryOut, goods, type OddDesk, openDesk, plan, settle } from '../odd/desk.ts'
import { adoption, shelved } from '../odd/marked.ts'
import { type MarkedWorld, markedWorlds } from '../odd/marked-world.ts'
import { liveGood } from '../odd/stall/convert.ts'
import type { Good } from '../odd/stall/depot.ts'
import { stallTraits } from '../odd/stall/traits.ts'
import { cases, frozen, openMachine, PATIENCE } from '../support/world-desk.ts'

const KIND = mainKind(stallTraits({ marks: true }))
const marksOf = (good: Good): string[] => KIND.marks?.(liveGood(good).fields) ?? expect.fail()
const valuesOf = ({ id, fields, sizes }: Good) => ({ id, fields, sizes: Object.values(sizes) })

const deskOf = ({ wares, goods: theirs }: MarkedWorld, state: OddDesk['state']): OddDesk =>
  openDesk(frozen(wares), { ...shelved(...structuredClone(theirs)), state })

describe('any wares and goods of others that bear the same marks', { timeout: PATIENCE }, () => {
  it('are never there twice, and nothing of others changes unless it is taken over', async () => {
    const state = openMachine()
    await fc.assert(
      fc.asyncProperty(markedWorlds, async (world) => {
        const desk = deskOf(world, state)
        const theirs = new Map(world.goods.map((one) => [one.id, one]))

        expect(await settle(desk)).toMatchObject({ failures: [], status: 'complete' })

        const borne = new Set(world.goods.flatMap(marksOf))
        for (const one of goods(desk)) {
          const before = theirs.get(one.id)
          if (before) expect(one).toEqual(before)
          else expect(marksOf(one).filter((mark) => borne.has(mark))).toEqual([])
        }
        expect((await plan(desk)).operations).toEqual([])
      }),
      cases(60),
    )
  })

  it('are taken over without any value changing, and settled by one more apply', async () => {
    const state = openMachine()
    await fc.assert(
      fc.asyncProperty(markedWorlds, async (world) => {
        const desk = deskOf(world, state)
        const adopting = await adoption(desk)
        const count = adopting.operations.length

        const run = await carryOut(desk, { plan: adopting })

        expect(run).toMatchObject({ failures: [], operations: { succeeded: count } })
        expect(goods(desk).map(valuesOf)).toEqual(world.goods.map(valuesOf))
        expect((await adoption(desk)).operations).toEqual([])
        expect((await plan(desk)).conflicts).toEqual(adopting.conflicts)
        await settle(desk)
        const { operations, blocked } = await plan(desk)
        expect(operations).toEqual([])
        expect(blocked.filter(({ code }) => code === 'exists')).toEqual([])
        const baselines = [...(await state.memory.baselines(desk.account))]
        const made = baselines.filter(([, text]) => JSON.parse(text).created === true).map(([id]) => id)
        expect(made.filter((id) => world.goods.some((one) => one.id === id))).toEqual([])
      }),
      cases(60),
    )
  })
})
