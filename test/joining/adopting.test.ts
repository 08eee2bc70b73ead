import { describe, expect, it } from 'vitest'
import { adoptionFor, carryOut, openDesk, planFor, sync } from './desk.ts'
import { rowOf } from './ledger/target.ts'
import type { Sale } from './stands.ts'

const SALES: Sale[] = [
  {
    at: 'farm',
    id: 'a',
    sku: 'JAM',
    sorts: [
      { id: '1', sku: 'JAM-1' },
      { id: '2', sku: 'JAM-2' },
    ],
  },
  { at: 'mill', id: 'x', sku: 'jam-1' },
]
const ALL = [
  'adopt:record.JAM',
  'adopt:entry.JAM-1',
  'adopt:entry.JAM-2',
  'adopt:note.farm/north/a.1',
  'adopt:note.farm/north/a.2',
  'adopt:note.mill/north/x',
]

describe('adopting', () => {
  it('writes lost baselines of records, entries and notes again, and nothing else', async () => {
    const desk = openDesk()
    await sync(desk, { sales: SALES })
    for (const row of desk.book.rows) delete row.fields.baseline
    const before = desk.book.rows.map(({ fields }) => ({ ...fields }))

    const plan = await adoptionFor(desk, { sales: SALES })
    await carryOut(desk, { sales: SALES }, plan)

    expect(plan.operations.map(({ id }) => id)).toEqual(ALL)
    expect(desk.book.rows.map(({ fields: { baseline: _, ...fields } }) => fields)).toEqual(before)
    expect((await adoptionFor(desk, { sales: SALES })).operations).toEqual([])
    const dearer = SALES.map((sale) => ({ ...sale, price: '99' }))
    expect((await planFor(desk, { sales: dearer })).operations.map(({ id }) => id)).toEqual(
      ALL.slice(1).map((id) => id.replace('adopt', 'update')),
    )
  })

  it('leaves to people what they have changed meanwhile', async () => {
    const desk = openDesk()
    await sync(desk, { sales: SALES })
    for (const row of desk.book.rows) delete row.fields.baseline
    const entry = rowOf(desk.book, 'entry', 'JAM-1')
    if (entry) entry.fields.price = '3'
    await carryOut(desk, { sales: SALES }, await adoptionFor(desk, { sales: SALES }))

    const plan = await planFor(desk, { sales: SALES })

    expect(plan.operations).toEqual([])
    expect(plan.conflicts).toMatchObject([{ address: 'entry.JAM-1', kind: 'unadopted', live: '3' }])
  })

  it('takes over what belongs to another scope, of every kind', async () => {
    const desk = openDesk()
    await sync(desk, { sales: SALES, change: (settings) => void Object.assign(settings, { scope: 'former' }) })

    const plan = await adoptionFor(desk, { sales: SALES }, 'former')
    await carryOut(desk, { sales: SALES }, plan)

    expect(plan.operations.map(({ id }) => id)).toEqual(ALL)
    expect(await planFor(desk, { sales: SALES })).toMatchObject({ operations: [], blocked: [] })
  })
})
