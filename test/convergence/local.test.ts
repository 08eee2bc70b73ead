import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import { atPlytix } from '../support/account-plytix.ts'
import { digest } from '../support/boots.ts'
import { keeping, type LocalDesk, localDesk, moved } from '../support/local-desk.ts'
import { worlds } from '../support/world.ts'
import { carryOut, cases, findings, openMachine, PATIENCE, plan, workspaceOf } from '../support/world-desk.ts'

const LABEL = 'amazon_sync_baseline'

const beyondDefinitions = ({ operations }: Plan): string[] =>
  operations.map(({ id }) => id).filter((id) => /:(asset|product|link)\./.test(id))

/** What products show; the ids of new assets differ from account to account. */
function values({ raw }: LocalDesk) {
  return raw.snapshot().products.map(({ sku, label, status, attributes }) => {
    const shown = Object.entries(attributes).filter(([name]) => name !== LABEL && name !== 'amazon_images')
    return { sku, label, status, attributes: Object.fromEntries(shown) }
  })
}

describe('any catalogue and any account, with baselines kept in the state', { timeout: PATIENCE }, () => {
  it('leave nothing to plan after an apply, and only what was said before to say', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = localDesk(world, machine)
        const first = await plan(desk)

        const run = await carryOut(desk, first)

        expect(run.failures).toEqual([])
        expect(run.status).toBe('complete')
        const second = await plan(desk)
        expect(second.operations).toEqual([])
        expect(findings(second)).toEqual(findings(first))
      }),
      cases(30),
    )
  })

  it('plan and write what they would with baselines on the products', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const local = localDesk(world, machine)
        const account = moved(localDesk(world, another), { world: keeping(world, 'account') })
        const [here, there] = [await plan(local), await plan(account)]
        expect(beyondDefinitions(here)).toEqual(beyondDefinitions(there))

        await carryOut(local, here)
        await carryOut(account, there)

        expect(values(local)).toEqual(values(account))
      }),
      cases(20),
    )
  })

  it('change nothing when the same plan is applied on another machine as well', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = localDesk(world, machine)
        const approved = await plan(desk)
        await carryOut(desk, approved)
        const account = desk.raw.snapshot()

        const run = await carryOut(moved(desk, { state: another }), approved)

        expect(run.failures).toEqual([])
        expect(run.operations).toMatchObject({ adopted: approved.operations.length, succeeded: 0 })
        expect(desk.raw.snapshot()).toEqual(account)
      }),
      cases(20),
    )
  })

  it('settle as well when baselines move into the state after an apply, and back', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const account = moved(localDesk(world, machine), { world: keeping(world, 'account') })
        await carryOut(account, await plan(account))
        const local = moved(account, { world: keeping(world, 'local') })

        const inState = await plan(local)
        expect(inState.operations).toEqual([])
        await carryOut(local, inState)
        expect((await plan(account)).operations).toEqual([])
      }),
      cases(15),
    )
  })

  it('leave nothing to plan in a Plytix account either', async () => {
    const state = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, (world) =>
        atPlytix({ world: keeping(world, 'local'), state, options: {} }, async (desk, afresh) => {
          const local = (one: typeof desk) => ({
            ...one,
            target: withBaselines(one.target, { workspace: workspaceOf(one), state, digest }),
          })
          const first = local(desk)

          const run = await carryOut(first, await plan(first))

          expect(run.failures).toEqual([])
          expect((await plan(first)).operations).toEqual([])
          expect((await plan(local(afresh()))).operations).toEqual([])
        }),
      ),
      cases(4),
    )
  })
})
