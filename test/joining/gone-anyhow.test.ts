import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../src/model/settings.ts'
import { cases, PATIENCE } from '../support/world-desk.ts'
import { type Desk, openDesk, planFor, type Selling, sync } from './desk.ts'
import type { Row } from './ledger/target.ts'
import type { Sale } from './stands.ts'

const SKUS = ['J-1', 'J-2', 'J-3', 'J-4', 'J-5']
const sku = fc.option(fc.constantFrom(...SKUS), { nil: undefined, freq: 5 })

/** Places and ids are few, so that the same listing comes and goes, and several are one product. */
const sale: fc.Arbitrary<Sale> = fc
  .record({
    at: fc.constantFrom('farm' as const, 'mill' as const),
    stand: fc.constantFrom('north', 'south'),
    id: fc.constantFrom('a', 'b', 'c'),
    name: fc.constant('Jam'),
    sku,
    sorts: fc.option(
      fc.uniqueArray(fc.record({ id: fc.constantFrom('1', '2', '3'), sku }), {
        selector: ({ id }) => id,
        minLength: 1,
      }),
      { nil: undefined },
    ),
    gone: fc.option(fc.constant(true as const), { nil: undefined, freq: 6 }),
  })
  .map(({ sku: own, sorts, gone, ...rest }) => ({
    ...rest,
    ...(own !== undefined && { sku: own }),
    ...(sorts && { sorts: sorts.map(({ id, sku: code }) => ({ id, ...(code !== undefined && { sku: code }) })) }),
    ...(gone && { gone }),
  }))

const sales = fc.uniqueArray(sale, { selector: ({ at, stand, id }) => `${at} ${stand} ${id}`, maxLength: 8 })

const PLACES = ['farm north', 'farm south', 'mill north', 'mill south']
const story = fc.record({
  first: sales,
  now: sales,
  /** Beside what is sold now. */
  before: sales,
  unread: fc.subarray(PLACES, { maxLength: 2 }),
  incomplete: fc.subarray(PLACES, { maxLength: 2 }),
  edits: fc.array(fc.record({ place: fc.nat(30), by: fc.constantFrom('change', 'fill', 'entry', 'note') }), {
    maxLength: 3,
  }),
})

function deleting({ policy }: Settings): void {
  Object.assign(policy, { on_gone: 'delete', max_export_drop_percent: 100 })
  policy.prune = { ...policy.prune, products: true }
}

/** What people do to a row, or put under it; the rows that are theirs by that. */
function edit({ book }: Desk, { place, by }: { place: number; by: string }): Row[] {
  const row = book.rows[place % Math.max(1, book.rows.length)]
  if (row === undefined) return []
  book.last += 1
  const id = `own-${book.last}`
  const owner = book.rows.find((one) => one.kind === 'record') as Row
  if (by === 'change' || by === 'fill') {
    Object.assign(row.fields, { [by === 'change' ? 'price' : 'remark']: `of people ${id}` })
    return [row]
  }
  const own = { kind: by, key: id, id, revision: 1, fields: { record: owner.id } }
  book.rows.push(own)
  return [own]
}

const placeOf = ({ at, stand = 'north' }: Sale) => `${at} ${stand}`

/** Keys of the notes that what is sold would be. */
function notesOf(all: readonly Sale[]): Set<string> {
  return new Set(
    all.flatMap(({ at, stand = 'north', id, sorts, gone }) =>
      gone ? [] : (sorts?.map((sort) => `${id}.${sort.id}`) ?? [id]).map((one) => `${at}/${stand}/${one}`),
    ),
  )
}

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never

/** What the exports of today and of a day before say, and by which of these something may go. */
function sellingOf({ now, before, unread, incomplete }: Story) {
  // An export that holds nothing is none at all.
  const read = new Set(now.map(placeOf).filter((place) => !unread.includes(place)))
  const others = before.filter((one) => !now.some((other) => other.id === one.id && placeOf(other) === placeOf(one)))
  const selling: Selling = {
    ...{ sales: now, before: [...now, ...others], unread, incomplete },
    ...{ change: deleting, allow: ['large-delete', 'large-change'] },
  }
  const then = notesOf([...now, ...before])
  const whole = new Set([...read].filter((place) => !incomplete.includes(place)))
  const mayGo = (note: string): boolean => whole.has(note.split('/').slice(0, 2).join(' ')) && !then.has(note)
  return { read, selling, mayGo }
}

const nameOf = ({ kind, key }: Pick<Row, 'kind' | 'key'>) => `${kind}.${key}`

/** Keys of the notes that speak for a row. */
function speakingFor({ kind, key, id }: Row, notes: readonly Row[]): string[] {
  return kind === 'note' ? [key] : notes.filter(({ fields }) => fields[kind] === id).map((note) => note.key)
}

describe('whatever is sold where, read or not, and done by people', { timeout: PATIENCE }, () => {
  it('nothing goes that is listed, may be listed, or is theirs, all else does, and nothing is left to plan', async () => {
    let deleted = 0
    const property = fc.asyncProperty(story, async (told) => {
      const { read, selling, mayGo } = sellingOf(told)
      fc.pre(read.size > 0)
      const desk = openDesk()
      await sync(desk, { sales: told.first })
      const theirs = told.edits.flatMap((one) => edit(desk, one))
      const held = desk.book.rows.map((row) => ({ ...row, fields: { ...row.fields } }))
      const notes = held.filter(({ kind }) => kind === 'note')

      const { operations } = await sync(desk, selling)

      const there = new Set(desk.book.rows.map(({ id }) => id))
      const lost = held.filter(({ id }) => !there.has(id))
      deleted += lost.length
      expect(theirs.filter(({ id }) => !there.has(id)).map(nameOf)).toEqual([])
      expect(lost.filter((row) => !speakingFor(row, notes).every(mayGo)).map(nameOf)).toEqual([])
      const gone = notes.filter(({ key, id }) => mayGo(key) && !theirs.some((one) => one.id === id))
      expect(gone.filter(({ id }) => there.has(id)).map(nameOf)).toEqual([])
      expect(operations.filter(({ action }) => action === 'delete')).toHaveLength(lost.length)
      expect((await planFor(desk, selling)).operations).toEqual([])
    })
    await fc.assert(property, cases(150))
    expect(deleted).toBeGreaterThan(0)
  })
})
