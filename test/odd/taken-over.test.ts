import { describe, expect, it } from 'vitest'
import { formatBaseline } from '../../src/model/baseline.ts'
import type { Operation, Plan } from '../../src/model/plan.ts'
import { explainSubject } from '../../src/services/explain.ts'
import { findStatus } from '../../src/services/status.ts'
import { makeUndo } from '../../src/services/undo.ts'
import { verifyRun } from '../../src/services/verify.ts'
import { planId } from '../../src/state/plan-id.ts'
import { readingOf } from '../../src/ui/plan/reading.ts'
import { reviewPlan } from '../../src/ui/plan/review.ts'
import { digest, EVERYTHING } from '../support/boots.ts'
import { openMachine } from '../support/world-desk.ts'
import { asMarkdown } from '../ui/markdown.ts'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, good, goods, type OddDesk, openDesk, plan, planRequestOf, reach } from './desk.ts'
import { adoption, byHand, shelved } from './marked.ts'
import { editGood } from './stall/depot.ts'

const HAT: Ware = {
  shop: 'north',
  id: 'hat',
  name: 'Felt hat',
  number: '7',
  sizes: [{ id: 'hat/s', size: 'S', price: '20.10', stamp: 's7' }],
}
const TWIN: Ware = { shop: 'south', id: 'cap', name: 'Cap', number: '7' }
const CODE = 'north/hat'
const OLD = byHand('Old hat', {
  fields: { title: 'Felt hat', number: '7' },
  sizes: { small: { size: 'S', stamp: 's7', price: '19' } },
})
const { signal } = new AbortController()
const BASELINE = { account: '', run: '', created: true, fields: {}, images: [], links: {} }

const opened = (...wares: Ware[]): OddDesk => openDesk(wares, shelved(structuredClone(OLD)))

/** The same plan with its operations as somebody wrote them, and its digest made anew. */
function forged(approved: Plan, change: (operation: Operation) => Partial<Operation>): Plan {
  const operations = approved.operations.map((one) => ({ ...one, ...change(one) }))
  return { ...approved, operations, plan_id: planId(operations) }
}

describe('an adoption that meets something else than it was planned against', () => {
  it('leaves alone what it can no more tell from its values', async () => {
    const desk = opened(HAT)
    const approved = await adoption(desk)
    editGood(desk.depot, 'Old hat', ({ sizes }) => {
      sizes.small = { ...sizes.small, stamp: 'other' }
    })
    const before = goods(desk)

    const { operations, failures } = await carryOut(desk, { plan: approved })

    expect(operations).toMatchObject({ conflict: 1, succeeded: 0 })
    expect(failures[0]?.message).toBe(
      `good.${CODE} has changed since the plan was made: ${CODE}/s is not to be told from its values any more.`,
    )
    expect(goods(desk)).toEqual(before)
  })

  it('leaves alone what is away, and what somebody else made a good of ours meanwhile', async () => {
    const desk = opened(HAT)
    const approved = await adoption(desk)
    const shelf = desk.depot.load()
    desk.depot.save({ ...shelf, goods: [] })

    expect(await carryOut(desk, { plan: approved })).toMatchObject({ operations: { conflict: 1 } })

    desk.depot.save({ ...shelf, goods: [{ ...OLD, code: 'south/cap' }] })
    expect(await carryOut(desk, { plan: approved })).toMatchObject({ operations: { conflict: 1 } })
    expect(goods(desk)).toEqual([{ ...OLD, code: 'south/cap' }])
  })

  it('leaves alone what carries a baseline by then, whoever it belongs to', async () => {
    const desk = opened(HAT)
    const approved = await adoption(desk)
    const text = formatBaseline({ ...BASELINE, sku: 'theirs', scope: 'theirs' }, digest)
    editGood(desk.depot, 'Old hat', ({ fields }) => {
      fields.baseline = text
    })

    expect(await carryOut(desk, { plan: approved })).toMatchObject({ failures: [{ code: 'not-owned' }] })
    expect(goods(desk)).toMatchObject([{ code: 'Old hat' }])
    expect(await adoption(desk)).toMatchObject({ operations: [] })
    expect((await plan(desk)).operations.map(({ id }) => id)).toEqual([`create:good.${CODE}`])
  })

  it('keeps what people put beside it and changed meanwhile, where it is not what a part is known by', async () => {
    const desk = opened(HAT)
    const approved = await adoption(desk)
    editGood(desk.depot, 'Old hat', ({ sizes, fields }) => {
      fields.note = 'mine'
      sizes.small = { ...sizes.small, price: '18' }
      sizes.large = { size: 'L' }
    })

    expect(await carryOut(desk, { plan: approved })).toMatchObject({ status: 'complete', operations: { succeeded: 1 } })

    expect(good(desk, CODE)).toMatchObject({
      fields: { ...OLD.fields, note: 'mine' },
      sizes: { 'north/hat/s': { size: 'S', stamp: 's7', price: '18' }, large: { size: 'L' } },
    })
  })

  it('writes nothing a second time, wherever it is applied', async () => {
    const desk = opened(HAT)
    const approved = await adoption(desk)
    await carryOut(desk, { plan: approved })
    const before = goods(desk)

    const again = await carryOut({ ...desk, state: openMachine() }, { plan: approved })

    expect(again).toMatchObject({ failures: [], operations: { adopted: 1, succeeded: 0 } })
    expect(goods(desk)).toEqual(before)
  })
})

describe('a plan that somebody wrote by hand', () => {
  it.each<[string, (operation: Operation) => Partial<Operation>]>([
    ['a value of the good', ({ after }) => ({ before: { title: 'x' }, after: { ...after, title: 'x' } })],
    ['values of parts without a key', ({ after: { code: _code, ...after } }) => ({ after })],
  ])('does not get to write %s', async (_, change) => {
    const desk = opened(HAT)
    const before = goods(desk)

    await expect(carryOut(desk, { plan: forged(await adoption(desk), change) })).rejects.toMatchObject({
      code: 'not-owned',
      message: expect.stringContaining('gives values to what it only takes over'),
    })
    expect(goods(desk)).toEqual(before)
  })

  it('does not take over where it is not for that', async () => {
    const desk = opened(HAT)
    const { purpose: _purpose, ...approved } = await adoption(desk)

    await expect(carryOut(desk, { plan: approved })).rejects.toMatchObject({ code: 'not-owned' })
  })
})

describe('what was taken over', () => {
  it('is as the run wanted it, and keeps its keys when the run is undone', async () => {
    const desk = opened(HAT)
    const { run_id: named } = await carryOut(desk, { plan: await adoption(desk) })
    const { target } = reach(desk)
    const { workspace, state, clock } = desk

    expect(await verifyRun({ run: named, state, workspace, target, digest }, signal)).toMatchObject({
      ok: true,
      checked: 1,
    })

    const asked = { named, target, state, clock, digest, workspace, selection: EVERYTHING, allowDeletes: false }
    const program = { name: 'catalog-sync', version: '0.1.0' }
    const undo = await makeUndo({ ...asked, program, profile: null }, signal)
    expect(undo.operations).toMatchObject([{ id: `adopt:good.${CODE}`, before: {}, after: {} }])
    const after = goods(desk)
    expect(await carryOut(desk, { plan: undo })).toMatchObject({ status: 'complete' })
    expect(goods(desk)).toEqual(after)
    expect((await adoption(desk)).operations).toMatchObject([{ id: `adopt:good.${CODE}`, after: {} }])
  })
})

describe('people are told', () => {
  const told = async (desk: OddDesk, subject: string) => {
    const request = { ...planRequestOf(desk), subject, attribute: null }
    return (await explainSubject(request, signal)).planned
  }

  it('by explain, status and the plan what is in the way', async () => {
    const desk = opened(HAT)

    expect(await told(desk, 'north/hat')).toMatchObject([
      { action: 'create', status: 'blocked', reason: expect.stringContaining('has the same number 7') },
    ])
    const { resources } = await findStatus({ ...planRequestOf(desk), state: desk.state, statuses: [] }, signal)
    expect(resources).toMatchObject([{ status: 'error', reasons: [{ code: 'exists' }] }])
    expect(asMarkdown(reviewPlan(await plan(desk), readingOf()))).toContain('The good Old hat (Felt hat) has the same')
  })

  it('by all of them what could be the same', async () => {
    const desk = opened(HAT, TWIN)

    expect(await told(desk, 'south/cap')).toMatchObject([
      {
        action: 'create',
        status: 'blocked',
        reason: expect.stringMatching(/^Nothing is made of it: it could be the same as Old hat \(number 7\), and so /),
      },
    ])
    const { resources } = await findStatus({ ...planRequestOf(desk), state: desk.state, statuses: [] }, signal)
    expect(resources.map(({ status, reasons }) => [status, reasons[0]?.code])).toEqual([
      ['error', 'shared-alike'],
      ['error', 'shared-alike'],
    ])
    const text = asMarkdown(reviewPlan(await plan(desk), readingOf()))
    expect(text).toContain('nothing is made until one is told from the other: 2 listings')
    expect(text).not.toContain('linked to nothing')
  })

  it('by a plan that adopts what gets its key', async () => {
    const approved = await adoption(opened(HAT))

    expect(asMarkdown(reviewPlan(approved, readingOf()))).toContain('made by others, and gets its key')
    expect(asMarkdown(reviewPlan(approved, readingOf({ details: true })))).toContain('it was made by others')
  })
})
