import { describe, expect, it } from 'vitest'
import type { Ware } from './bazaar/facts.ts'
import { good, goods, openDesk, plan, settle } from './desk.ts'
import { editGood } from './stall/depot.ts'
import { oddWorkspace } from './workspace.ts'

const CODE = 'north/hat'
const hat = (count: number, more: Partial<Ware> = {}): Ware => ({
  shop: 'north',
  id: 'hat',
  name: 'Hat',
  sizes: Array.from({ length: count }, (_, n) => ({ id: `hat/${n}`, size: `${n}`, price: '1' })),
  ...more,
})
const LIMIT = {
  code: 'limit',
  message: 'It would have 7 sizes, and a good holds 6.',
  hint: 'Change that in the source or by an override, or leave it out: put "hat: { ignore: true }", or the same for a size alone, in specs/overrides.',
}

describe('a resource that cannot be as a whole', () => {
  it('is not made, and nothing is asked of the target for it', async () => {
    const desk = openDesk([hat(7), { shop: 'south', id: 'scarf', name: 'Scarf' }])

    const { operations, blocked } = await plan(desk)

    expect(operations.map(({ id }) => id)).toEqual(['create:good.south/scarf'])
    expect(blocked).toEqual([{ id: `create:good.${CODE}`, address: `good.${CODE}`, action: 'create', ...LIMIT }])
    expect(await settle(desk)).toMatchObject({ status: 'complete', failures: [] })
    expect(goods(desk)).toHaveLength(1)
  })

  it('is held back when it would become one, with what others put there', async () => {
    const desk = openDesk([hat(5)])
    await settle(desk)
    editGood(desk.depot, CODE, ({ sizes }) => {
      sizes.mine = { size: 'mine' }
    })
    const later = { ...desk, wares: [hat(6)] }

    expect(await plan(later)).toMatchObject({
      operations: [],
      blocked: [{ id: `update:good.${CODE}`, address: `good.${CODE}`, action: 'update', ...LIMIT }],
    })
    editGood(desk.depot, CODE, ({ sizes }) => {
      delete sizes.mine
    })
    await settle(later)
    expect(Object.keys(good(desk, CODE).sizes)).toHaveLength(6)
  })

  it('is not said to be written over, whatever the policy says', async () => {
    const desk = openDesk([hat(5)], { workspace: oddWorkspace({ on_drift: 'overwrite' }) })
    await settle(desk)
    editGood(desk.depot, CODE, ({ sizes, fields }) => {
      fields.title = 'A hat of mine'
      sizes.mine = { size: 'mine' }
    })

    const { drift, overwrites, blocked } = await plan({ ...desk, wares: [hat(6)] })

    expect(blocked).toMatchObject([{ code: 'limit' }])
    expect(overwrites).toEqual([])
    expect(drift).toMatchObject([{ field: '/title', live: 'A hat of mine', decision: 'spared' }])
  })
})
