import { describe, expect, it } from 'vitest'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, good, goods, openDesk, plan, settle } from './desk.ts'
import { adoption, byHand, shelved } from './marked.ts'

const HAT: Ware = {
  shop: 'north',
  id: 'hat.9/1:felt',
  name: 'Felt hat',
  number: '7',
  price: '20',
  sizes: [
    { id: 'hat.9/1:felt/s', size: 'S', price: '20.10', stamp: 's7' },
    { id: 'hat.9/1:felt/m', size: 'M', price: '22.00', stamp: 'm7' },
  ],
}
const CODE = 'north/hat.9/1:felt'
const ADDRESS = `good.${CODE}`
const OWN_HAT = byHand('Old hat', {
  fields: { title: 'A hat of mine', number: '7 ', price: '20' },
  sizes: { small: { size: 'S', stamp: 's7', price: '19' }, other: { size: 'XL', stamp: 'x7' } },
})

describe('a good of somebody else that bears a mark of a ware', () => {
  it('holds back a second one, and says which it is and by what it is known', async () => {
    const desk = openDesk([HAT], shelved(OWN_HAT))

    const { operations, blocked, ambiguous } = await plan(desk)

    expect(operations).toEqual([])
    expect(ambiguous).toEqual([])
    expect(blocked).toEqual([
      {
        id: `create:${ADDRESS}`,
        address: ADDRESS,
        action: 'create',
        code: 'exists',
        message: 'The good Old hat (A hat of mine) has the same number 7, and was not made from here.',
        hint: `Take it over with "sync adopt", or put "hat.9/1:felt: { ignore: true }" in specs/overrides.`,
      },
    ])
  })

  it('is known by a mark of a part as well', async () => {
    const desk = openDesk([{ ...HAT, number: '8' }], shelved(OWN_HAT))

    expect((await plan(desk)).blocked).toMatchObject([
      { code: 'exists', message: expect.stringContaining('has the same stamp s7') },
    ])
  })

  it('is in the way of nothing where it bears none, or where the kind has no marks', async () => {
    const bare = byHand('Old hat', { fields: { title: 'Felt hat' } })
    expect((await plan(openDesk([HAT], shelved(bare)))).operations).toHaveLength(1)
    const { workspace: _marked, ...plain } = shelved(OWN_HAT)
    expect((await plan(openDesk([HAT], plain))).operations).toMatchObject([{ id: `create:${ADDRESS}` }])
  })

  it('leaves open what two of them could be', async () => {
    const second = byHand('Newer hat', { sizes: { small: { stamp: 'm7' } } })
    const desk = openDesk([HAT], shelved(OWN_HAT, second))

    const { operations, blocked, ambiguous } = await plan(desk)

    expect([operations, blocked]).toEqual([[], []])
    expect(ambiguous).toMatchObject([
      {
        address: ADDRESS,
        code: 'several-alike',
        candidates: [
          { sku: 'Old hat', method: 'number', value: '7' },
          { sku: 'Newer hat', method: 'stamp', value: 'm7' },
        ],
      },
    ])
    expect((await adoption(desk)).operations).toEqual([])
  })

  it('is left open where two wares could be it', async () => {
    const twin: Ware = { shop: 'south', id: 'hat', name: 'Hat', number: '7' }
    const desk = openDesk([HAT, twin], shelved(OWN_HAT))

    const { operations, ambiguous } = await plan(desk)

    expect(operations).toEqual([])
    expect(ambiguous.map(({ address, code }) => [address, code])).toEqual([
      [ADDRESS, 'shared-alike'],
      ['good.south/hat', 'shared-alike'],
    ])
    expect(await adoption(desk)).toMatchObject({ operations: [], ambiguous })
  })

  it('is not looked for once a ware has its good', async () => {
    const desk = openDesk([HAT], shelved())
    await settle(desk)
    const shelf = desk.depot.load()
    desk.depot.save({ ...shelf, goods: [...shelf.goods, OWN_HAT] })

    expect(await plan(desk)).toMatchObject({ operations: [], blocked: [], ambiguous: [] })
  })
})

describe('adopting what somebody else made', () => {
  it('gives it and its parts our keys, changes no value, and leaves the rest to the next plan', async () => {
    const desk = openDesk([HAT], shelved(OWN_HAT))

    const adopting = await adoption(desk)

    const code = `${CODE}/s`
    expect(adopting.operations).toMatchObject([
      {
        id: `adopt:${ADDRESS}`,
        target_id: OWN_HAT.id,
        before: { code: null, sizes: { [code]: { code: 'small', stamp: 's7' } } },
        after: { code: CODE, sizes: { [code]: { code, stamp: 's7' } } },
        reason: 'Old hat has the same number 7; 5 values are as the source says',
      },
    ])
    expect(Object.keys(adopting.operations[0]?.baseline?.prints ?? {}).sort()).toEqual([
      'number',
      'price',
      `sizes/${CODE.replaceAll('/', '~1')}~1s/code`,
      `sizes/${CODE.replaceAll('/', '~1')}~1s/size`,
      `sizes/${CODE.replaceAll('/', '~1')}~1s/stamp`,
    ])
    expect(adopting.conflicts.map(({ field, kind, live }) => [field, kind, live])).toEqual([
      ['/title', 'unadopted', 'A hat of mine'],
      ['/sizes/north~1hat.9~11:felt~1s/price', 'unadopted', '19'],
    ])

    expect(await carryOut(desk, { plan: adopting })).toMatchObject({ status: 'complete', operations: { succeeded: 1 } })
    expect(good(desk, CODE)).toMatchObject({
      id: OWN_HAT.id,
      fields: OWN_HAT.fields,
      sizes: { [code]: OWN_HAT.sizes.small, other: OWN_HAT.sizes.other },
    })

    const next = await plan(desk)
    expect(next).toMatchObject({ blocked: [], ambiguous: [], conflicts: adopting.conflicts })
    expect(next.operations).toMatchObject([{ id: `update:${ADDRESS}`, reason: `adds size ${CODE}/m` }])
    await settle(desk)
    expect(goods(desk)).toHaveLength(1)
    expect(await plan(desk)).toMatchObject({ operations: [], blocked: [], conflicts: adopting.conflicts })
    expect((await adoption(desk)).operations).toEqual([])
  })

  it('never counts it as made from here, so that nothing deletes it', async () => {
    const desk = openDesk([HAT], shelved(OWN_HAT))
    await carryOut(desk, { plan: await adoption(desk) })
    await settle(desk)

    const kept = await desk.state.memory.baselines(desk.account)

    expect(JSON.parse(String(kept.get(OWN_HAT.id)))).toMatchObject({ sku: CODE, created: false })
  })

  it('takes the one part of what has no others for the one that it is itself', async () => {
    const scarf: Ware = { shop: 'south', id: 'scarf', name: 'Scarf', price: '9', stamp: 'one' }
    const shawl = byHand('Shawl', {
      fields: { title: 'Scarf', price: '9' },
      sizes: { any: { stamp: 'one', price: '9' } },
    })
    const desk = openDesk([scarf], shelved(shawl))

    await carryOut(desk, { plan: await adoption(desk) })

    expect(good(desk, 'south/scarf').sizes).toEqual({ 'south/scarf': { stamp: 'one', price: '9' } })
    expect((await plan(desk)).operations).toEqual([])
  })

  it('takes what the limit of a canary lets it, and leaves the others held back', async () => {
    const scarf: Ware = { shop: 'south', id: 'scarf', name: 'Scarf', number: '9' }
    const desk = openDesk([HAT, scarf], shelved(OWN_HAT, byHand('Shawl', { fields: { number: '9' } })))

    const first = await adoption(desk, { limit: 1 })

    expect(first.operations.map(({ id }) => id)).toEqual([`adopt:${ADDRESS}`])
    await carryOut(desk, { plan: first })
    expect((await plan(desk)).blocked).toMatchObject([{ address: 'good.south/scarf', code: 'exists' }])
    expect((await adoption(desk)).operations.map(({ id }) => id)).toEqual(['adopt:good.south/scarf'])
  })
})
