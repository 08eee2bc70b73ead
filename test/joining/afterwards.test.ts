import { describe, expect, it } from 'vitest'
import { explain } from '../../src/planner/explain/index.ts'
import { carryOut, cleanupFor, inputOf, openDesk, planFor, sync, undoFor } from './desk.ts'
import { rowOf } from './ledger/target.ts'
import type { Sale } from './stands.ts'

const GTIN = '08712345678906'
const OTHER_GTIN = '08712345678913'

/** One product of two sorts, of which another place sells one. */
const JAM_AT_BOTH: Sale[] = [
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

describe('explaining', () => {
  const sales: Sale[] = [
    { at: 'farm', id: 'a', sku: 'JAM-1', name: 'Jam' },
    { at: 'mill', id: 'x', sku: 'jam-1', name: 'Marmalade' },
    { at: 'mill', id: 'y', sku: 'TEA', gtin: GTIN },
    { at: 'farm', id: 'b', sku: 'TEA', gtin: OTHER_GTIN },
  ]
  const explained = (name: string) => {
    const found = explain(inputOf({ sales }), name)
    if (!found.ok) throw new Error(found.message)
    return found.explanation
  }

  it('says of a master which listings are joined in it, and what each of them says', () => {
    const { subject, match, values } = explained('JAM-1')

    expect(subject.address).toBe('record.JAM-1')
    expect(match?.listings).toMatchObject([
      { address: 'note.farm/north/a', method: 'sku', value: 'jam-1' },
      { address: 'note.mill/north/x', method: 'sku', value: 'jam-1' },
    ])
    expect(values[0]).toMatchObject({ desired: 'Jam', said: [{ value: 'Jam' }, { value: 'Marmalade' }] })
  })

  it('says of a variant the same, by the name of its kind', () => {
    expect(explained('entry.JAM-1').subject.address).toBe('entry.JAM-1')
  })

  it('says of a listing what it belongs to, and why', () => {
    expect(explained('mill/north/x').match).toMatchObject({ status: 'matched', canonical_sku: 'JAM-1', method: 'sku' })
  })

  it('says of a listing that is left open what it could belong to', () => {
    const { found, match, planned } = explained('mill/north/y')

    expect(found).toMatchObject({ stage: 'skipped' })
    expect(match).toMatchObject({ status: 'ambiguous', candidates: [{ method: 'sku', value: 'tea' }] })
    expect(planned).toEqual([])
  })
})

describe('undoing', () => {
  const sales = JAM_AT_BOTH

  it('takes away what a run made, listings before variants before masters', async () => {
    const desk = openDesk()
    await sync(desk, { sales })

    const plan = await undoFor(desk, { sales })
    await carryOut(desk, { sales }, plan)

    expect(plan.operations.map(({ id }) => id)).toEqual([
      'delete:note.farm/north/a.1',
      'delete:note.farm/north/a.2',
      'delete:note.mill/north/x',
      'delete:entry.JAM-1',
      'delete:entry.JAM-2',
      'delete:record.JAM',
    ])
    expect(desk.book.rows).toEqual([])
  })

  it('leaves what something else belongs to by now', async () => {
    const desk = openDesk()
    await sync(desk, { sales: sales.slice(0, 1) })
    const first = await undoFor(desk, { sales })
    await sync(desk, { sales })

    await carryOut(desk, { sales }, first)

    expect(desk.book.rows.map(({ key }) => key)).toEqual(['JAM', 'JAM-1', 'mill/north/x'])
  })

  it('puts back a value in whatever kind it was', async () => {
    const desk = openDesk()
    await sync(desk, { sales })
    const dearer = [{ ...(sales[0] as Sale), price: '99' }, sales[1] as Sale]
    await sync(desk, { sales: dearer })

    await carryOut(desk, { sales }, await undoFor(desk, { sales }))

    const { operations } = await planFor(desk, { sales })
    expect(operations).toEqual([])
  })
})

describe('cleaning up', () => {
  const sales: Sale[] = [
    {
      at: 'farm',
      id: 'a',
      sku: 'JAM',
      sorts: [
        { id: '1', sku: 'S-1' },
        { id: '2', sku: 'S-2' },
      ],
    },
    { at: 'farm', id: 'b', sku: 'TEA' },
  ]

  it('takes what belongs to a master away with it', async () => {
    const desk = openDesk()
    await sync(desk, { sales })

    await carryOut(desk, { sales }, await cleanupFor(desk, { sales }, 'JA'))

    expect(desk.book.rows.map(({ kind, key }) => `${kind}.${key}`)).toEqual([
      'record.TEA',
      'entry.TEA',
      'note.farm/north/b',
    ])
  })

  it('leaves a master of which a variant was edited by people', async () => {
    const desk = openDesk()
    await sync(desk, { sales })
    const entry = rowOf(desk.book, 'entry', 'S-2')
    if (entry) entry.fields.price = '3'

    const { operations, blocked } = await cleanupFor(desk, { sales }, 'JA')

    expect(operations).toEqual([])
    expect(blocked).toMatchObject([{ address: 'record.JAM', code: 'changed' }])
  })
})

describe('what a run left behind', () => {
  const sales = JAM_AT_BOTH

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'is the same where a run ended after %d operations and another plan was made',
    async (count) => {
      const desk = openDesk()
      const without = [
        { at: 'farm' as const, id: 'c', name: 'Nameless', sorts: [{ id: '1' }, { id: '2' }] },
        { at: 'mill' as const, id: 'z' },
      ]
      const all = { sales: [...sales, ...without] }
      const first = await planFor(desk, all)
      await carryOut(desk, all, { ...first, operations: first.operations.slice(0, count) })

      await sync(desk, all)

      const other = openDesk()
      await sync(other, all)
      const names = ({ book }: typeof desk) => book.rows.map(({ kind, key }) => `${kind}.${key}`).sort()
      expect(names(desk)).toEqual(names(other))
      expect((await planFor(desk, all)).operations).toEqual([])
    },
  )
})
