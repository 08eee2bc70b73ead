import { describe, expect, it } from 'vitest'
import type { Settings } from '../../src/model/settings.ts'
import { carryOut, type Desk, openDesk, planFor, type Selling, sync, undoFor } from './desk.ts'
import { rowOf } from './ledger/target.ts'
import type { Sale } from './stands.ts'

const JAM: Sale = {
  at: 'farm',
  id: 'a',
  sku: 'JAM',
  sorts: [
    { id: '1', sku: 'JAM-1' },
    { id: '2', sku: 'JAM-2' },
  ],
}
const JAM_AT_MILL: Sale = { at: 'mill', id: 'x', sku: 'jam-1', name: 'Jam a' }
const TEA: Sale = { at: 'farm', id: 'b', sku: 'TEA' }
const BREAD: Sale = { at: 'mill', id: 'y', sku: 'BREAD' }
const ALL = [JAM, JAM_AT_MILL, TEA, BREAD]

/** Whatever its share, what is gone is deleted. */
function deleting({ policy }: Settings): void {
  Object.assign(policy, { on_gone: 'delete', max_export_drop_percent: 100 })
  policy.prune = { ...policy.prune, products: true }
}
const policy = (on_gone: Settings['policy']['on_gone']) => (settings: Settings) =>
  void Object.assign(settings.policy, { on_gone, max_export_drop_percent: 100 })

const ALLOWED: Pick<Selling, 'allow' | 'change'> = { allow: ['large-delete', 'large-change'], change: deleting }

/** Sells from now on, as it did a day before. */
const since = (sales: Sale[], more: Partial<Selling> = {}): Selling => ({ sales, before: sales, ...ALLOWED, ...more })

async function opened(): Promise<Desk> {
  const desk = openDesk()
  await sync(desk, { sales: ALL })
  return desk
}

const names = ({ book }: Desk) => book.rows.map(({ kind, key }) => `${kind}.${key}`)
const ids = ({ operations }: { operations: { id: string }[] }) => operations.map(({ id }) => id)

describe('a listing that two exports a day apart no longer have', () => {
  it('goes, with the entry and the record of which it was the last, notes first', async () => {
    const desk = await opened()
    const selling = since([JAM, JAM_AT_MILL, BREAD])
    const plan = await planFor(desk, selling)

    expect(ids(plan)).toEqual(['delete:note.farm/north/b', 'delete:entry.TEA', 'delete:record.TEA'])
    expect(plan.operations.map(({ depends_on }) => depends_on)).toEqual([
      [],
      ['delete:note.farm/north/b'],
      ['delete:entry.TEA', 'delete:note.farm/north/b'],
    ])
    await sync(desk, selling)
    expect(names(desk).filter((name) => /TEA|north.b/.test(name))).toEqual([])
    expect((await planFor(desk, selling)).operations).toEqual([])
  })

  it('leaves what another place still sells', async () => {
    const desk = await opened()

    const plan = await sync(desk, since([JAM_AT_MILL, TEA, BREAD]))

    expect(ids(plan)).toEqual(['delete:note.farm/north/a.1', 'delete:note.farm/north/a.2', 'delete:entry.JAM-2'])
  })

  it('is made again where it is listed again', async () => {
    const desk = await opened()
    await sync(desk, since([JAM, JAM_AT_MILL, BREAD]))
    const plan = await sync(desk, { sales: ALL, ...ALLOWED })

    expect(ids(plan)).toEqual(['create:record.TEA', 'create:entry.TEA', 'create:note.farm/north/b'])
  })

  it('comes back when its deletion is undone', async () => {
    const desk = await opened()
    const before = names(desk).sort()
    const selling = since([JAM, JAM_AT_MILL, BREAD])
    await sync(desk, selling)
    await carryOut(desk, selling, await undoFor(desk, selling))

    expect(names(desk).sort()).toEqual(before)
  })

  it('is only told of where one export alone lacks it', async () => {
    const desk = await opened()
    const sales = [JAM, JAM_AT_MILL, BREAD]

    for (const before of [undefined, ALL]) {
      const plan = await planFor(desk, { sales, ...ALLOWED, ...(before && { before }) })
      expect(plan.operations).toEqual([])
      expect(plan.gone.map(({ address }) => address)).toEqual(['record.TEA', 'entry.TEA', 'note.farm/north/b'])
    }
  })

  it('goes also where its place says itself that it is deleted', async () => {
    const desk = await opened()
    const plan = await sync(desk, since([JAM, JAM_AT_MILL, { ...TEA, gone: true }, BREAD]))

    expect(ids(plan)).toEqual(['delete:note.farm/north/b', 'delete:entry.TEA', 'delete:record.TEA'])
    expect(plan.unmatched).toEqual([])
  })

  it('is left as it is unless the policy says otherwise, and told of', async () => {
    const desk = await opened()
    const plan = await planFor(desk, since([JAM, JAM_AT_MILL, BREAD], { change: policy('report') }))

    expect(plan.operations).toEqual([])
    expect(plan.gone).toMatchObject([{ key: 'TEA' }, { key: 'TEA' }, { key: 'farm/north/b' }])
    expect(plan.gone[0]?.message).toContain('the record is left as it is (policy.on_gone is report)')
  })

  it('is held back where nothing is pruned', async () => {
    const desk = await opened()
    const { operations, blocked } = await planFor(desk, since([JAM, JAM_AT_MILL, BREAD], { change: policy('delete') }))

    expect(operations).toEqual([])
    expect(blocked.map(({ address, code }) => [address, code])).toEqual([
      ['record.TEA', 'prune-off'],
      ['entry.TEA', 'prune-off'],
      ['note.farm/north/b', 'prune-off'],
    ])
  })

  it('is held back where too much would go at once', async () => {
    const desk = await opened()
    const { operations, blocked } = await planFor(desk, since([BREAD, JAM_AT_MILL, TEA], { allow: ['large-change'] }))

    expect(operations).toEqual([])
    expect(blocked.map(({ address, code }) => [address, code])).toEqual([
      ['entry.JAM-2', 'bound'],
      ['note.farm/north/a.1', 'threshold'],
      ['note.farm/north/a.2', 'threshold'],
    ])
  })
})

describe('nothing is taken for gone', () => {
  it.each([
    ['was not read', { unread: ['farm north'] }],
    ['was not read whole', { incomplete: ['farm north'] }],
  ])('on the word of a place that %s', async (_, readings) => {
    const desk = await opened()
    const plan = await planFor(desk, since([JAM_AT_MILL, BREAD, { ...TEA, id: 'c', sku: 'OTHER' }], readings))

    expect(ids(plan).filter((id) => id.startsWith('delete'))).toEqual([])
    expect(plan.gone).toEqual([])
  })

  it('of a record that a place which was not read sells as well', async () => {
    const desk = await opened()
    const plan = await planFor(desk, since([TEA], { unread: ['mill north'] }))

    expect(ids(plan)).toEqual(['delete:note.farm/north/a.1', 'delete:note.farm/north/a.2', 'delete:entry.JAM-2'])
  })

  it('that belongs to another scope, nor what it belongs to', async () => {
    const desk = await opened()
    const other = (settings: Settings) => {
      deleting(settings)
      settings.scope = 'elsewhere'
    }

    const { operations, gone } = await planFor(desk, since([JAM, JAM_AT_MILL, BREAD], { change: other }))

    expect(operations.filter(({ action }) => action === 'delete')).toEqual([])
    expect(gone).toEqual([])
  })

  it('that people ignore', async () => {
    const desk = await opened()
    const overrides = [{ id: 'b', source: 'farm', ignore: true }]

    for (const sales of [ALL, [JAM, JAM_AT_MILL, BREAD]])
      expect(await planFor(desk, since(sales, { overrides }))).toMatchObject({ operations: [], gone: [] })
  })
})

describe('what people made or changed stays', () => {
  const SOLD = [JAM, JAM_AT_MILL, BREAD]

  it.each([
    ['note', 'farm/north/b', ['note.farm/north/b', 'entry.TEA', 'record.TEA']],
    ['entry', 'TEA', ['entry.TEA', 'record.TEA']],
    ['record', 'TEA', ['record.TEA']],
  ])('a %s with what it belongs to, changed or filled', async (kind, key, stay) => {
    for (const field of ['price', 'unknown']) {
      const desk = await opened()
      Object.assign(rowOf(desk.book, kind, key)?.fields ?? {}, { [field]: 'of somebody' })

      const { blocked } = await sync(desk, since(SOLD))

      expect(blocked.map(({ address, code }) => [address, code]).toReversed()).toEqual(
        stay.map((address, place) => [address, place === 0 ? 'changed' : 'bound']),
      )
      expect(names(desk).filter((name) => /TEA|north.b/.test(name))).toEqual(stay.toReversed())
    }
  })

  it('a record to which people gave an entry', async () => {
    const desk = await opened()
    const record = rowOf(desk.book, 'record', 'TEA')
    desk.book.rows.push({
      kind: 'entry',
      key: 'OWN',
      id: 'entry-own',
      revision: 1,
      fields: { record: record?.id ?? '' },
    })

    const { blocked } = await sync(desk, since(SOLD))

    expect(blocked).toMatchObject([{ address: 'record.TEA', code: 'bound' }])
    expect(names(desk)).toContain('entry.OWN')
    expect(names(desk)).not.toContain('entry.TEA')
  })
})

describe('marking and archiving', () => {
  it('say on each kind what it can say, and say why on the others', async () => {
    const desk = await opened()
    const gone = [JAM, JAM_AT_MILL, BREAD]

    const marking = await planFor(desk, since(gone, { change: policy('mark') }))
    expect(marking.operations).toEqual([])
    expect(marking.gone.map(({ message }) => message)).toEqual([
      expect.stringContaining('no rule says on records what the status of a listing is'),
      expect.stringContaining('no rule says on entries what the status of a listing is'),
      expect.stringContaining('no rule says on notes what the status of a listing is'),
    ])

    const archiving = await planFor(desk, since(gone, { change: policy('archive') }))
    expect(archiving.operations).toEqual([])
    expect(archiving.blocked).toMatchObject([{ address: 'record.TEA', code: 'unsupported' }])
  })
})
