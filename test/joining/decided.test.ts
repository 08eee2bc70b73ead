import { describe, expect, it } from 'vitest'
import { contentsOf, openDesk, planFor, sync } from './desk.ts'
import type { Sale } from './stands.ts'

const GTIN = '08712345678906'
const OTHER_GTIN = '08712345678913'

/** `farm 9` is ambiguous: its SKU is that of two codes. */
const SALES: Sale[] = [
  { at: 'farm', id: '5', sku: 'BERRY', name: 'Berry' },
  { at: 'farm', id: '9', sku: 'APPLE', name: 'Apple' },
  { at: 'mill', id: 'x', sku: 'APPLE', gtin: GTIN },
  { at: 'mill', id: 'y', sku: 'APPLE', gtin: OTHER_GTIN },
]
const decided = (id: string, canonical: string) => ({ id, source: 'farm', shop: 'north', canonical })

describe('a listing that people say belongs to a record', () => {
  it('joins it without any code, speaks after those that come before it, and is then left alone', async () => {
    const desk = openDesk()
    await sync(desk, { sales: SALES })
    const selling = { sales: SALES, overrides: [decided('9', 'BERRY')] }

    const plan = await sync(desk, selling)

    expect(plan.operations.map(({ id }) => id)).toEqual(['create:entry.APPLE', 'create:note.farm/north/9'])
    expect((await planFor(desk, selling)).operations).toEqual([])
  })

  it('makes one record with others that are said to belong to the same, before there is any', () => {
    const { operations } = contentsOf({ sales: SALES, overrides: [decided('5', 'FRUIT'), decided('9', 'FRUIT')] })

    expect(operations.flatMap(({ id, kind }) => (kind === 'record' ? id : []))).toEqual(['create:record.FRUIT'])
    expect(operations.find(({ kind }) => kind === 'record')?.after).toMatchObject({ name: 'Berry' })
  })
})
