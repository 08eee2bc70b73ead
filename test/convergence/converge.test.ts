import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryDesk } from '../support/account-desk.ts'
import { worlds } from '../support/world.ts'
import { carryOut, cases, findings, frozen, openMachine, PATIENCE, plan } from '../support/world-desk.ts'

describe('any catalogue and any account', { timeout: PATIENCE }, () => {
  it('leave nothing to plan after an apply, and only what was said before to say', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(world, machine)
        const first = await plan(desk)

        const run = await carryOut(desk, first)

        expect(run.failures).toEqual([])
        expect(run.status).toBe('complete')
        const second = await plan(desk)
        expect(second.operations).toEqual([])
        expect(findings(second)).toEqual(findings(first))
      }),
      cases(60),
    )
  })

  it('change nothing when the same plan is applied on another machine as well', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(world, machine)
        const approved = await plan(desk)
        await carryOut(desk, approved)
        const account = desk.target.snapshot()

        const run = await carryOut({ ...desk, state: another }, approved)

        expect(run.failures).toEqual([])
        expect(run.operations).toMatchObject({ adopted: approved.operations.length, succeeded: 0 })
        expect(desk.target.snapshot()).toEqual(account)
      }),
      cases(60),
    )
  })

  it('cost no call when the same plan is applied once more on the same machine', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(world, machine)
        const approved = await plan(desk)
        const first = await carryOut(desk, approved)
        const calls = desk.target.calls()

        const again = await carryOut(desk, approved)

        if (approved.operations.length > 0) expect(again).toEqual(first)
        expect(desk.target.calls()).toEqual(calls)
      }),
      cases(20),
    )
  })

  it('are only looked at by a plan: nothing is written, nothing given is changed', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(frozen(world), machine)
        const account = desk.target.snapshot()

        await plan(desk)

        expect(desk.target.calls().writes).toBe(0)
        expect(desk.target.snapshot()).toEqual(account)
      }),
      cases(40),
    )
  })

  it('are written by an apply that leaves the plan as it was', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(frozen(world), machine)
        const run = await carryOut(desk, frozen(await plan(desk)))
        expect(run.status).toBe('complete')
      }),
      cases(20),
    )
  })

  it('settle around pictures that cannot be fetched', async () => {
    const machine = openMachine()
    const dead = {
      outcome: 'rejected',
      status: 422,
      code: 'image-unreachable',
      attempts: 1,
      message: '',
      hint: '',
    } as const
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(world, machine, (write) =>
          write.kind === 'asset' && write.key.includes('7') ? dead : null,
        )
        const first = await plan(desk)
        const lost = first.operations.filter(({ id }) => /^upload:.*7/.test(id))

        const run = await carryOut(desk, first)

        expect(run.operations).toMatchObject({ failed: lost.length, skipped: 0, conflict: 0, pending: 0 })
        const second = await plan(desk)
        const blocked = second.blocked.filter(({ code }) => code === 'image').map(({ id }) => id)
        expect(blocked).toEqual(lost.map(({ id }) => id))
        // Only a thumbnail may still move on, from a picture that is dead to the next of its kind that lives.
        expect(second.operations.filter(({ baseline }) => baseline?.fields.join() !== 'thumbnail')).toEqual([])
        await carryOut(desk, second)
        expect((await plan(desk)).operations).toEqual([])
      }),
      cases(40),
    )
  })
})
