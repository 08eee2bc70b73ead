import { describe, expect, it } from 'vitest'
import { openMachine } from '../support/world-desk.ts'
import type { Ware } from './bazaar.ts'
import { carryOut, leftOf, type OddDesk, plan } from './desk.ts'
import { createStall, type Stall } from './stall.ts'

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

const desk = (wares: Ware[], stall: Stall = createStall()): OddDesk => ({ wares, stall, state: openMachine() })
const good = ({ stall }: OddDesk, code: string) => stall.goods().find((one) => one.code === code)
const ids = (contents: { operations: { id: string }[] }) => contents.operations.map(({ id }) => id)

async function settled(wares: Ware[]): Promise<OddDesk> {
  const here = desk(wares)
  const result = await carryOut(here, (await plan(here)).operations)
  expect(result.failures).toEqual([])
  return here
}

describe('products and variants into a target that holds variants within products', () => {
  it('make one resource a group, and leave nothing to plan', async () => {
    const here = desk([HAT, SCARF])

    const first = await plan(here)

    expect(ids(first)).toEqual(['create:good.north/hat.9/1:felt', 'create:good.south/hat.9/1:felt'])
    expect(first.operations[0]?.after).toMatchObject({
      code: 'north/hat.9/1:felt',
      title: 'Felt hat',
      tags: ['felt', 'winter'],
      sizes: { 'north/hat.9/1:felt/s': { code: 'north/hat.9/1:felt/s', size: 'S', price: '20.10' } },
    })
    await carryOut(here, first.operations)
    expect(good(here, CODE)).toMatchObject({
      fields: { title: 'Felt hat', tags: ['felt', 'winter'] },
      sizes: {
        'north/hat.9/1:felt/s': { size: 'S', price: '20.10' },
        'north/hat.9/1:felt/m': { size: 'M', price: '22.00' },
      },
    })
    expect(await plan(here)).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [] })
  })

  it('write the variants that nobody changed along with one that did', async () => {
    const here = await settled([HAT])
    const [small, medium] = HAT.sizes ?? []
    const dearer: Ware = { ...HAT, sizes: [{ ...small, price: '21.00' } as never, medium as never] }
    here.stall.edit(CODE, ({ sizes }) => {
      Object.assign(sizes, BY_HAND)
    })

    const second = await plan({ ...here, wares: [dearer] })
    await carryOut(here, second.operations)

    expect(second.operations[0]?.patch).toContainEqual({
      op: 'replace',
      path: '/sizes/north~1hat.9~11:felt~1s/price',
      value: '21.00',
    })
    expect(good(here, CODE)?.sizes).toEqual({
      'north/hat.9/1:felt/s': { size: 'S', price: '21.00' },
      'north/hat.9/1:felt/m': { size: 'M', price: '22.00' },
      ...BY_HAND,
    })
    expect((await plan({ ...here, wares: [dearer] })).operations).toEqual([])
  })

  it('spare what a person changed in a variant, and in a list', async () => {
    const here = await settled([HAT])
    here.stall.edit(CODE, ({ fields, sizes }) => {
      fields.tags = ['felt', 'sale']
      sizes['north/hat.9/1:felt/s'] = { size: 'S', price: '5.00' }
    })

    const { operations, drift } = await plan(here)

    expect(operations).toEqual([])
    expect(drift.map(({ field }) => field).sort()).toEqual(['/sizes/north~1hat.9~11:felt~1s/price', '/tags'])
  })

  it('add a variant that is new, and take decimals for the same however they are written', async () => {
    const here = await settled([HAT])
    const sizes = [...(HAT.sizes ?? []), { id: 'hat.9/1:felt/l', size: 'L', price: '24' }]
    const larger: Ware = { ...HAT, sizes: sizes.map((one) => (one.size === 'M' ? { ...one, price: '22' } : one)) }

    const { operations } = await plan({ ...here, wares: [larger] })

    expect(operations).toHaveLength(1)
    expect(operations[0]?.patch).toContainEqual({
      op: 'add',
      path: '/sizes/north~1hat.9~11:felt~1l',
      value: { code: 'north/hat.9/1:felt/l', size: 'L', price: '24' },
    })
  })
})

describe('writes to a target that gathers them and checks revisions', () => {
  it('go out together', async () => {
    const here = await settled(many)

    expect(Math.max(...here.stall.gathered)).toBe(7)
    expect(here.stall.goods()).toHaveLength(many.length)
  })

  it('read again what somebody changed meanwhile beside what is written', async () => {
    const here = await settled([HAT])
    const second = await plan({ ...here, wares: [{ ...HAT, name: 'Felt hat, new' }] })
    here.stall.edit(CODE, ({ sizes }) => {
      Object.assign(sizes, BY_HAND)
    })

    const { operations } = await carryOut(here, second.operations)

    expect(operations).toMatchObject({ succeeded: 1 })
    expect(good(here, CODE)).toMatchObject({
      fields: { title: 'Felt hat, new' },
      sizes: BY_HAND,
    })
  })

  it('hold back what somebody changed meanwhile in the same variant', async () => {
    const here = await settled([HAT])
    const [small, medium] = HAT.sizes ?? []
    const dearer: Ware = { ...HAT, sizes: [{ ...small, price: '21.00' } as never, medium as never] }
    const second = await plan({ ...here, wares: [dearer] })
    here.stall.edit(CODE, ({ sizes }) => {
      Object.assign(sizes['north/hat.9/1:felt/s'] ?? {}, { price: '5.00' })
    })

    const { operations } = await carryOut(here, second.operations)

    expect(operations).toMatchObject({ conflict: 1, succeeded: 0 })
    expect(good(here, CODE)?.sizes['north/hat.9/1:felt/s']).toMatchObject({ price: '5.00' })
  })

  it.each(['before', 'after'] as const)('are done once when the program dies %s one', async (when) => {
    const here = desk(many)
    const { operations } = await plan(here)
    const runId = '20261121T030000Z-dead'
    here.stall.dieAt(when)
    await expect(carryOut(here, operations, { runId })).rejects.toThrow('It died')
    const after = createStall(here.stall.goods())

    const result = await carryOut({ ...here, stall: after }, operations, {
      runId,
      unfinished: await leftOf(here, runId),
    })

    expect(result.failures).toEqual([])
    expect(
      after
        .goods()
        .map(({ code }) => code)
        .sort(),
    ).toEqual(many.map(({ id }) => `south/${id}`).sort())
    expect((await plan({ ...here, stall: after })).operations).toEqual([])
  })
})
