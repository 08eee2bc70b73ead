import { describe, expect, it } from 'vitest'
import type { QualityRule } from '../../src/model/quality.ts'
import { explain } from '../../src/planner/explain/index.ts'
import { spec } from '../support/boots.ts'
import { contentsOf, inputOf, NAME, openDesk, planFor, type Selling, sync } from './desk.ts'
import { rowOf } from './ledger/target.ts'
import type { Sale } from './stands.ts'

const PRICED: QualityRule = {
  id: 'priced',
  field: 'price',
  check: 'money',
  severity: 'reject',
  on: 'items',
  position: { file: 'specs/quality.yaml', line: 3, column: 5 },
}
const NAMED: QualityRule = { ...PRICED, id: 'named', field: 'item_name', check: 'required', on: 'parents' }

const planned = (sales: Sale[], more: Partial<Selling> = {}) => contentsOf({ sales, demands: [PRICED, NAMED], ...more })
const ids = (sales: Sale[]) => planned(sales).operations.map(({ id }) => id)

const FARM: Sale = { at: 'farm', id: 'a', sku: 'JAM-1', name: 'Jam of the farm' }
const MILL: Sale = { at: 'mill', id: 'x', sku: 'JAM-1', name: 'Jam of the mill' }
const SPOILT: Partial<Sale> = { price: 'N/A' }

describe('a rejected listing', () => {
  it('is not planned, nor is what only it would be', () => {
    const contents = planned([
      { ...FARM, ...SPOILT },
      { at: 'mill', id: 'y', sku: 'BREAD' },
    ])

    expect(contents.operations.map(({ id }) => id)).toEqual([
      'create:record.BREAD',
      'create:entry.BREAD',
      'create:note.mill/north/y',
    ])
    expect(contents.rejected).toMatchObject([
      { address: 'note.farm/north/a', item: 'farm/north/a', rule: 'priced', value: 'N/A' },
    ])
    expect(contents.quality).toMatchObject({ items: 2, valid: 1, rejected: 1 })
  })

  it('still joins, and what another place says is taken where nobody knew it before', () => {
    const { operations } = planned([{ ...FARM, ...SPOILT }, MILL])

    expect(operations.map(({ id }) => id)).toEqual([
      'create:record.JAM-1',
      'create:entry.JAM-1',
      'create:note.mill/north/x',
    ])
    expect(operations[0]?.after).toMatchObject({ name: 'Jam of the mill' })
    expect(operations[1]?.after).toMatchObject({ price: '10' })
  })

  it('leaves what it said earlier as it is, and is not gone', async () => {
    const desk = openDesk()
    await sync(desk, { sales: [FARM, MILL] })
    const plan = await planFor(desk, {
      sales: [
        { ...FARM, ...SPOILT },
        { ...MILL, price: '12' },
      ],
      demands: [PRICED],
    })

    expect(plan.operations.map(({ id }) => id)).toEqual(['update:note.mill/north/x'])
    expect(plan).toMatchObject({ gone: [], blocked: [], drift: [], conflicts: [] })
    expect(rowOf(desk.book, 'record', 'JAM-1')?.fields).toMatchObject({ name: 'Jam of the farm' })
  })

  it('says again what it says once it is mended', async () => {
    const desk = openDesk()
    await sync(desk, { sales: [FARM, MILL] })
    await sync(desk, { sales: [{ ...FARM, ...SPOILT, name: 'Better jam' }, MILL], demands: [PRICED] })
    await sync(desk, { sales: [{ ...FARM, name: 'Better jam' }, MILL], demands: [PRICED] })

    expect(rowOf(desk.book, 'record', 'JAM-1')?.fields).toMatchObject({ name: 'Better jam' })
  })

  it('is explained', () => {
    const found = explain(inputOf({ sales: [{ ...FARM, ...SPOILT }, MILL], demands: [PRICED] }), 'a')
    expect(found.ok && found.explanation.found.message).toContain('priced of specs/quality.yaml rejects it')
  })
})

describe('a value of the first source that cannot be used', () => {
  const spoilt = [
    { ...FARM, price: 'N/A' },
    { ...MILL, price: '12' },
  ]
  const entries = [spec('price', { from: 'price', as: [{ name: 'money', currency: 'EUR' }] })]

  it('gives way to that of the next where nothing is there', () => {
    const { operations } = contentsOf({ sales: spoilt, entries })
    expect(operations[1]).toMatchObject({ id: 'create:entry.JAM-1', after: { price: '12.00' } })
  })

  it('is no reason to write that of the next over what is there', async () => {
    const desk = openDesk()
    await sync(desk, {
      sales: [
        { ...FARM, price: '10' },
        { ...MILL, price: '12' },
      ],
      entries,
    })
    const { operations } = await planFor(desk, { sales: spoilt, entries })
    expect(operations.filter(({ kind }) => kind === 'entry')).toEqual([])
  })
})

describe('a product with sorts', () => {
  const product: Sale = {
    at: 'farm',
    id: 'a',
    sku: 'JAM',
    sorts: [
      { id: '1', sku: 'JAM-1', price: '8' },
      { id: '2', sku: 'JAM-2', price: 'N/A' },
    ],
  }
  const records = [
    NAME,
    spec('least', { from: 'group[].price', as: [{ name: 'money', currency: 'EUR' }, { name: 'lowest' }] }),
  ]

  it('loses the rejected one alone, which its values are not made of', () => {
    const { operations, rejected } = planned([product], { records })

    expect(operations.map(({ id }) => id)).toEqual([
      'create:record.JAM',
      'create:entry.JAM-1',
      'create:note.farm/north/a.1',
    ])
    expect(operations[0]?.after).toMatchObject({ least: '8' })
    expect(rejected?.map(({ item }) => item)).toEqual(['farm/north/a.2'])
  })

  it('goes with its parent', () => {
    const contents = planned([
      { ...product, name: null },
      { ...MILL, sku: 'JAM-1' },
    ])

    expect(contents.rejected?.map(({ address, rule }) => [address, rule])).toEqual([
      ['note.farm/north/a.1', 'named'],
      ['note.farm/north/a.2', 'priced'],
      ['record.JAM', 'named'],
    ])
    expect(contents.operations.map(({ id }) => id)).toEqual([
      'create:record.JAM',
      'create:entry.JAM-1',
      'create:note.mill/north/x',
    ])
  })

  it('goes when none of its sorts is left', () => {
    const sorts = product.sorts?.map((sort) => ({ ...sort, price: 'N/A' })) ?? []
    expect(ids([{ ...product, sorts }])).toEqual([])
    expect(planned([{ ...product, sorts }]).quality).toMatchObject({ items: 3, rejected: 3 })
  })
})
