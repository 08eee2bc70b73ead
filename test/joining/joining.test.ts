import { describe, expect, it } from 'vitest'
import { contentsOf, openDesk, planFor, sync } from './desk.ts'
import { rowOf } from './ledger/target.ts'
import type { Sale } from './stands.ts'

const GTIN = '08712345678906'
const OTHER_GTIN = '08712345678913'

const ids = (sales: Sale[]) => contentsOf({ sales }).operations.map(({ id }) => id)

describe('listings of several sources', () => {
  it('are one record and one entry where they have one SKU, whatever its case and the blanks around it', () => {
    expect(
      ids([
        { at: 'farm', id: 'a', sku: 'JAM-1' },
        { at: 'mill', id: 'x', sku: ' jam-1 ' },
      ]),
    ).toEqual(['create:record.JAM-1', 'create:entry.JAM-1', 'create:note.farm/north/a', 'create:note.mill/north/x'])
  })

  it('are one where they have one GTIN and no SKU in common', () => {
    expect(
      ids([
        { at: 'farm', id: 'a', sku: 'JAM-1', gtin: GTIN },
        { at: 'mill', id: 'x', sku: 'X', gtin: GTIN },
      ]),
    ).toContain('create:record.JAM-1')
  })

  it('stay apart where nothing says that they are one', () => {
    const { operations, unmatched, matches } = contentsOf({
      sales: [
        { at: 'farm', id: 'a', sku: 'JAM-1' },
        { at: 'mill', id: 'x' },
      ],
    })

    expect(operations.map(({ id }) => id)).toEqual([
      'create:record.JAM-1',
      'create:record.M-mill-north-x',
      'create:entry.JAM-1',
      'create:entry.V-mill-north-x',
      'create:note.farm/north/a',
      'create:note.mill/north/x',
    ])
    expect(unmatched).toEqual([])
    expect(matches).toMatchObject({ matched: 2, by_method: { alone: 2 } })
  })

  it('join their products when one of their sorts does', () => {
    const { operations } = contentsOf({
      sales: [
        {
          at: 'farm',
          id: 'a',
          sku: 'JAM',
          sorts: [
            { id: '1', sku: 'JAM-1' },
            { id: '2', sku: 'JAM-2' },
          ],
        },
        {
          at: 'mill',
          id: 'x',
          sorts: [
            { id: '1', sku: 'jam-1' },
            { id: '3', sku: 'JAM-3' },
          ],
        },
      ],
    })

    expect(operations.map(({ id }) => id)).toEqual([
      'create:record.JAM',
      'create:entry.JAM-1',
      'create:entry.JAM-2',
      'create:entry.JAM-3',
      'create:note.farm/north/a.1',
      'create:note.farm/north/a.2',
      'create:note.mill/north/x.1',
      'create:note.mill/north/x.3',
    ])
  })

  it('are left open where one SKU is borne with two GTINs, and nothing else is', () => {
    const { operations, ambiguous } = contentsOf({
      sales: [
        { at: 'farm', id: 'a', sku: 'JAM-1', gtin: GTIN },
        { at: 'mill', id: 'x', sku: 'JAM-1', gtin: OTHER_GTIN },
        { at: 'mill', id: 'y', sku: 'JAM-2' },
      ],
    })

    expect(operations.map(({ id }) => id)).toEqual([
      'create:record.JAM-2',
      'create:entry.JAM-2',
      'create:note.mill/north/y',
    ])
    expect(ambiguous).toMatchObject([
      { address: 'note.farm/north/a', code: 'contested-sku', candidates: [{ method: 'sku', value: 'jam-1' }] },
      { address: 'note.mill/north/x', code: 'contested-sku' },
    ])
  })

  it('are not joined by a GTIN that one shop has on two products', () => {
    const { ambiguous, operations } = contentsOf({
      sales: [
        { at: 'farm', id: 'a', sku: 'JAM-1', gtin: GTIN },
        { at: 'farm', id: 'b', sku: 'JAM-2', gtin: GTIN },
        { at: 'mill', id: 'x', gtin: GTIN },
      ],
    })

    expect(ambiguous).toMatchObject([{ address: 'note.mill/north/x', code: 'contested-gtin' }])
    expect(operations.filter(({ kind }) => kind === 'record').map(({ key }) => key)).toEqual(['JAM-1', 'JAM-2'])
  })

  it('stay two sorts of one product where their GTIN is the same and their SKUs are not', () => {
    const sorts = [
      { id: 'm', sku: 'JAM-M', gtin: GTIN },
      { id: 'l', sku: 'JAM-L', gtin: GTIN },
    ]

    expect(ids([{ at: 'farm', id: 'a', sorts }]).filter((id) => id.includes('entry'))).toEqual([
      'create:entry.JAM-L',
      'create:entry.JAM-M',
    ])
  })

  it('are one entry with two notes where one shop has a SKU twice', () => {
    expect(
      ids([
        { at: 'farm', id: 'a', sku: 'JAM-1' },
        { at: 'farm', id: 'b', sku: 'JAM-1' },
      ]),
    ).toEqual(['create:record.JAM-1', 'create:entry.JAM-1', 'create:note.farm/north/a', 'create:note.farm/north/b'])
  })

  it('give the same plan in whatever order they come', () => {
    const sales: Sale[] = [
      { at: 'farm', id: 'a', sku: 'JAM-1', gtin: GTIN },
      { at: 'farm', id: 'b', sorts: [{ id: '1', sku: 'S' }, { id: '2' }] },
      { at: 'mill', id: 'x', sku: 'jam-1' },
      { at: 'mill', id: 'y', sorts: [{ id: '7', sku: 's' }] },
    ]

    expect(contentsOf({ sales: sales.toReversed() })).toEqual(contentsOf({ sales }))
  })

  it('go where people say, and nowhere where they say so', () => {
    const { operations } = contentsOf({
      sales: [
        { at: 'farm', id: 'a', sku: 'JAM-1' },
        { at: 'mill', id: 'x', sku: 'X' },
        { at: 'mill', id: 'y', sku: 'JAM-1' },
      ],
      overrides: [
        { source: 'mill', id: 'x', canonical: 'JAM-1' },
        { source: 'mill', id: 'y', canonical: 'none' },
      ],
    })

    const notes = operations.filter(({ kind }) => kind === 'note')
    expect(notes.map(({ key, after }) => [key, after.record])).toEqual([
      ['farm/north/a', 'record.JAM-1'],
      ['mill/north/x', 'record.JAM-1'],
      ['mill/north/y', 'record.M-mill-north-y'],
    ])
  })

  it('refuse an override to a record that nothing becomes', () => {
    const { diagnostics } = contentsOf({
      sales: [{ at: 'farm', id: 'a', sku: 'JAM-1' }],
      overrides: [{ source: 'farm', id: 'a', canonical: 'JAM-7' }],
    })

    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'override-unknown-canonical', line: 2 }])
  })
})

describe('a ledger', () => {
  const sales: Sale[] = [
    {
      at: 'farm',
      id: 'a',
      sku: 'JAM',
      sorts: [
        { id: '1', sku: 'JAM-1', price: '5' },
        { id: '2', sku: 'JAM-2' },
      ],
    },
    { at: 'mill', id: 'x', sku: 'jam-1', name: 'Marmalade', price: '7' },
  ]

  it('is as it should be after one apply', async () => {
    const desk = openDesk()
    await sync(desk, { sales })

    const { operations, summary } = await planFor(desk, { sales })

    expect(operations).toEqual([])
    expect(summary.unchanged).toBe(6)
    expect(rowOf(desk.book, 'note', 'mill/north/x')?.fields).toMatchObject({
      record: rowOf(desk.book, 'record', 'JAM')?.id,
      entry: rowOf(desk.book, 'entry', 'JAM-1')?.id,
      price: '7',
    })
  })

  it('takes a price that one place changes as the one update that it is', async () => {
    const desk = openDesk()
    await sync(desk, { sales })

    const [farm, mill] = sales as [Sale, Sale]
    const { operations } = await planFor(desk, { sales: [farm, { ...mill, price: '8' }] })

    expect(operations.map(({ id }) => id)).toEqual(['update:note.mill/north/x'])
  })

  it('keeps a listing where it is, whatever its codes say later', async () => {
    const desk = openDesk()
    await sync(desk, { sales })

    const [farm, mill] = sales as [Sale, Sale]
    const { operations, matches } = await planFor(desk, { sales: [farm, { ...mill, sku: 'OTHER' }] })

    expect(operations).toEqual([])
    expect(matches.by_method).toEqual({ mapped: 3 })
  })

  it('spares what a person edited in any kind', async () => {
    const desk = openDesk()
    await sync(desk, { sales })
    for (const [kind, key, path] of [
      ['record', 'JAM', 'name'],
      ['entry', 'JAM-1', 'price'],
      ['note', 'mill/north/x', 'price'],
    ] as const) {
      const row = rowOf(desk.book, kind, key)
      if (row) Object.assign(row, { revision: 9, fields: { ...row.fields, [path]: '99' } })
    }

    const { operations, drift } = await planFor(desk, { sales })

    expect(operations).toEqual([])
    expect(drift.map(({ address, decision }) => [address, decision])).toEqual([
      ['record.JAM', 'spared'],
      ['entry.JAM-1', 'spared'],
      ['note.mill/north/x', 'spared'],
    ])
  })

  it('leaves a value alone while the source that gives it is not read', async () => {
    const desk = openDesk()
    await sync(desk, { sales })

    const [, mill] = sales as [Sale, Sale]
    const unread = ['farm north', 'farm south']
    const { operations, gone } = await planFor(desk, { sales: [{ ...mill, price: '8' }], unread })

    expect(operations.map(({ id }) => id)).toEqual(['update:note.mill/north/x'])
    expect(gone).toEqual([])
  })

  it('takes a new listing of a variant that it knows, also when the other place is not read', async () => {
    const desk = openDesk()
    const [farm, mill] = sales as [Sale, Sale]
    await sync(desk, { sales: [farm] })

    const { operations } = await planFor(desk, { sales: [mill], unread: ['farm north', 'farm south'] })

    expect(operations.map(({ id }) => id)).toEqual(['create:note.mill/north/x'])
    expect(operations[0]?.after).toMatchObject({ record: 'record.JAM', entry: 'entry.JAM-1' })
  })
})

describe('sources that differ', () => {
  const sales: Sale[] = [
    { at: 'farm', id: 'a', sku: 'JAM-1', name: 'Jam' },
    { at: 'mill', id: 'x', sku: 'JAM-1', name: 'Marmalade' },
  ]

  it('are told once for each field, and the first in order counts', () => {
    const { operations, diagnostics } = contentsOf({ sales })

    expect(operations[0]?.after).toMatchObject({ name: 'Jam' })
    expect(diagnostics).toMatchObject([{ severity: 'info', code: 'sources-differ' }])
    expect(diagnostics[0]?.message).toContain('name')
  })
})
