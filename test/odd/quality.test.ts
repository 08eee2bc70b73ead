import { describe, expect, it } from 'vitest'
import type { QualityRule } from '../../src/model/quality.ts'
import type { Ware } from './bazaar/facts.ts'
import { goods, openDesk, plan, settle } from './desk.ts'
import { oddWorkspace } from './workspace.ts'

const PRICED: QualityRule = {
  id: 'priced',
  field: 'price',
  check: 'range',
  min: '0.01',
  severity: 'reject',
  on: 'items',
  position: { file: 'specs/quality.yaml', line: 3, column: 5 },
}

const HAT: Ware = {
  shop: 'north',
  id: 'hat',
  name: 'Felt hat',
  sizes: [
    { id: 'hat.s', size: 'S', price: '2' },
    { id: 'hat.m', size: 'M', price: '3' },
  ],
}
const spoilt = (...prices: string[]): Ware => ({
  ...HAT,
  sizes: (HAT.sizes ?? []).map((size, at) => ({ ...size, price: prices[at] ?? size.price })),
})

function deskWith(ware: Ware) {
  return openDesk([ware], { workspace: { ...oddWorkspace(), quality: { rules: [PRICED], max_invalid_percent: 100 } } })
}

describe('a rejected part of a group', () => {
  it('is left out where the group is made, and the others are in it', async () => {
    const desk = deskWith(spoilt('2', '0'))
    const { rejected, quality } = await plan(desk)
    await settle(desk)

    expect(Object.keys(goods(desk)[0]?.sizes ?? {})).toEqual(['north/hat.s'])
    expect(rejected).toMatchObject([{ address: expect.stringMatching(/^size\./), rule: 'priced', value: '0' }])
    expect(quality).toMatchObject({ items: 3, valid: 2 })
  })

  it('stays as it is where it was made before, also when the whole list is written', async () => {
    const desk = deskWith(HAT)
    await settle(desk)
    const before = structuredClone(goods(desk)[0]?.sizes)
    const next = { ...desk, wares: [spoilt('2.50', '0')] }
    await settle(next)

    expect(Object.keys(goods(next)[0]?.sizes ?? {})).toHaveLength(2)
    expect(goods(next)[0]?.sizes['north/hat.m']).toEqual(before?.['north/hat.m'])
    expect(goods(next)[0]?.sizes['north/hat.s']).not.toEqual(before?.['north/hat.s'])
    expect((await plan(next)).operations).toEqual([])
  })

  it('takes the group with it when it was the last', async () => {
    const { operations, rejected } = await plan(deskWith(spoilt('0', '0')))
    expect(operations).toEqual([])
    expect(rejected).toHaveLength(3)
  })
})
