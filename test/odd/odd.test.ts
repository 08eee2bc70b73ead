import { describe, expect, it } from 'vitest'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, good, goods, type OddDesk, openDesk, plan, reach, settle } from './desk.ts'
import { editGood } from './stall/depot.ts'
import { oddWorkspace } from './workspace.ts'

const HAT: Ware = {
  shop: 'north',
  id: 'hat.9/1:felt',
  name: 'Felt hat',
  tags: ['felt', 'winter'],
  sizes: [
    { id: 'hat.9/1:felt/s', size: 'S', price: '20.10' },
    { id: 'hat.9/1:felt/m', size: 'M', price: '22.00' },
  ],
}
const SCARF: Ware = { shop: 'south', id: 'hat.9/1:felt', name: 'Scarf', price: '9.99' }
const CODE = 'north/hat.9/1:felt'
const BY_HAND = { own: { size: 'by hand' } }
const many = Array.from(
  { length: 20 },
  (_, n): Ware => ({ shop: 'south', id: `s/${n}`, name: `Sock ${n}`, price: `${n}.50` }),
)
const ids = (contents: { operations: { id: string }[] }) => contents.operations.map(({ id }) => id)

async function settled(wares: Ware[]): Promise<OddDesk> {
  const desk = openDesk(wares)
  expect(await settle(desk)).toMatchObject({ status: 'complete', failures: [] })
  return desk
}

const dearer = (price: string): Ware => ({
  ...HAT,
  sizes: (HAT.sizes ?? []).map((one) => (one.size === 'S' ? { ...one, price } : one)),
})

describe('products and variants into a target that holds variants within products', () => {
  it('make one resource a group, its parts in the order of the source, and leave nothing to plan', async () => {
    const desk = openDesk([HAT, SCARF])

    const first = await plan(desk)

    expect(ids(first)).toEqual(['create:good.north/hat.9/1:felt', 'create:good.south/hat.9/1:felt'])
    expect(first.operations[0]?.after).toMatchObject({
      code: 'north/hat.9/1:felt',
      title: 'Felt hat',
      tags: ['felt', 'winter'],
      sizes: { 'north/hat.9/1:felt/s': { code: 'north/hat.9/1:felt/s', size: 'S', price: '20.10' } },
    })
    expect(Object.keys(first.operations[0]?.after.sizes ?? {})).toEqual([
      'north/hat.9/1:felt/s',
      'north/hat.9/1:felt/m',
    ])
    await carryOut(desk, { plan: first })
    expect(good(desk, CODE)).toMatchObject({
      fields: { title: 'Felt hat', tags: ['felt', 'winter'] },
      sizes: {
        'north/hat.9/1:felt/s': { size: 'S', price: '20.10' },
        'north/hat.9/1:felt/m': { size: 'M', price: '22.00' },
      },
    })
    expect(await plan(desk)).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [] })
  })

  it('write the variants that nobody changed along with one that did', async () => {
    const desk = await settled([HAT])
    editGood(desk.depot, CODE, ({ sizes }) => {
      Object.assign(sizes, BY_HAND)
    })
    const later = { ...desk, wares: [dearer('21.00')] }

    const second = await plan(later)
    await carryOut(later, { plan: second })

    expect(second.operations[0]?.patch).toContainEqual({
      op: 'replace',
      path: '/sizes/north~1hat.9~11:felt~1s/price',
      value: '21.00',
    })
    expect(good(desk, CODE).sizes).toEqual({
      'north/hat.9/1:felt/s': { size: 'S', price: '21.00' },
      'north/hat.9/1:felt/m': { size: 'M', price: '22.00' },
      ...BY_HAND,
    })
    expect((await plan(later)).operations).toEqual([])
  })

  it('spare what a person changed in a variant, and say so of the product', async () => {
    const desk = await settled([HAT])
    editGood(desk.depot, CODE, ({ sizes }) => {
      sizes['north/hat.9/1:felt/s'] = { size: 'S', price: '5.00' }
    })

    const { operations, drift } = await plan(desk)

    expect(operations).toEqual([])
    expect(drift).toMatchObject([
      {
        address: `good.${CODE}`,
        field: '/sizes/north~1hat.9~11:felt~1s/price',
        last_written: '20.10',
        live: '5.00',
        desired: '20.10',
      },
    ])
  })

  it('do not put back a variant that a person removed, unless the policy says so', async () => {
    const desk = await settled([HAT])
    editGood(desk.depot, CODE, ({ sizes }) => {
      delete sizes['north/hat.9/1:felt/s']
    })
    const field = '/sizes/north~1hat.9~11:felt~1s'
    const desired = { code: 'north/hat.9/1:felt/s', size: 'S', price: '20.10' }

    expect(await plan(desk)).toMatchObject({
      operations: [],
      drift: [{ address: `good.${CODE}`, field, live: null, desired, decision: 'spared' }],
    })
    const strict = { ...desk, workspace: oddWorkspace({ on_drift: 'overwrite' }) }
    const { operations, drift } = await plan(strict)
    expect(drift).toMatchObject([{ field, decision: 'overwritten' }])
    expect(operations).toMatchObject([{ reason: 'adds size north/hat.9/1:felt/s' }])
    await settle(strict)
    expect(good(desk, CODE).sizes).toHaveProperty(['north/hat.9/1:felt/s', 'price'], '20.10')
  })

  it('add a variant that is new, and take decimals for the same however they are written', async () => {
    const desk = await settled([HAT])
    const sizes = [...(HAT.sizes ?? []), { id: 'hat.9/1:felt/l', size: 'L', price: '24' }]
    const larger: Ware = { ...HAT, sizes: sizes.map((one) => (one.size === 'M' ? { ...one, price: '22' } : one)) }

    const { operations } = await plan({ ...desk, wares: [larger] })

    expect(operations).toHaveLength(1)
    expect(operations[0]?.patch).toContainEqual({
      op: 'add',
      path: '/sizes/north~1hat.9~11:felt~1l',
      value: { code: 'north/hat.9/1:felt/l', size: 'L', price: '24' },
    })
    expect(JSON.stringify(operations[0]?.patch)).not.toContain('felt~1m')
  })
})

describe('writes to a target that gathers them and checks revisions', () => {
  it('go out together', async () => {
    const desk = openDesk(many)
    const reached = reach(desk)

    await carryOut(desk, { plan: await plan(desk, reached) }, reached)

    expect(Math.max(...reached.raw.gathered)).toBe(7)
    expect(goods(desk)).toHaveLength(many.length)
  })

  it('read again what somebody changed meanwhile beside what is written', async () => {
    const desk = await settled([HAT])
    const later = { ...desk, wares: [{ ...HAT, name: 'Felt hat, new' }] }
    const second = await plan(later)
    editGood(desk.depot, CODE, ({ sizes }) => {
      Object.assign(sizes, BY_HAND)
    })

    const { operations } = await carryOut(later, { plan: second })

    expect(operations).toMatchObject({ succeeded: 1 })
    expect(good(desk, CODE)).toMatchObject({ fields: { title: 'Felt hat, new' }, sizes: BY_HAND })
  })

  it('are sent once more when somebody was faster between the look and the write', async () => {
    const desk = await settled([HAT])
    const later = { ...desk, wares: [{ ...HAT, name: 'Felt hat, new' }] }
    const second = await plan(later)
    let faster = true
    const overtaken: OddDesk = {
      ...later,
      line: async (request) => {
        if (request.ask === 'write' && faster) {
          faster = false
          editGood(desk.depot, CODE, ({ sizes }) => {
            Object.assign(sizes, BY_HAND)
          })
        }
        return later.line(request)
      },
    }

    const { operations } = await carryOut(overtaken, { plan: second })

    expect(operations).toMatchObject({ succeeded: 1 })
    expect(good(desk, CODE)).toMatchObject({ fields: { title: 'Felt hat, new' }, sizes: BY_HAND })
  })

  it('hold back what somebody changed meanwhile in the same variant', async () => {
    const desk = await settled([HAT])
    const later = { ...desk, wares: [dearer('21.00')] }
    const second = await plan(later)
    editGood(desk.depot, CODE, ({ sizes }) => {
      Object.assign(sizes['north/hat.9/1:felt/s'] ?? {}, { price: '5.00' })
    })

    const { operations } = await carryOut(later, { plan: second })

    expect(operations).toMatchObject({ conflict: 1, succeeded: 0 })
    expect(good(desk, CODE).sizes['north/hat.9/1:felt/s']).toMatchObject({ price: '5.00' })
  })
})
